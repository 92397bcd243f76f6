import {
  Bot,
  History,
  Inbox,
  ListTree,
  type LucideIcon,
  OctagonX,
  Scale,
  ScrollText,
  Send,
  Settings,
  Webhook,
} from 'lucide-react';

export type NavLink = {
  href: string;
  label: string;
  icon: LucideIcon;
  keys: string;
  /** A page that is reached through this one alone. */
  leadsTo?: string;
};

/** Whether a page belongs to a link of the navigation: it is the one, lies within it, or is reached through it. */
export const isWithin = (pathname: string, { href, leadsTo }: Pick<NavLink, 'href' | 'leadsTo'>): boolean =>
  [href, leadsTo].some((at) => at !== undefined && (pathname === at || pathname.startsWith(`${at}/`)));

/** The pages for everybody, in the order of the navigation. */
const navGroups: readonly { label: string | null; links: readonly NavLink[] }[] = [
  {
    label: null,
    links: [
      { href: '/drafts', label: 'Inbox', icon: Inbox, keys: 'g i' },
      { href: '/history', label: 'History', icon: History, keys: 'g h' },
      { href: '/resources/endpoints', label: 'Resources', icon: Webhook, keys: 'g r' },
    ],
  },
  {
    label: 'Boundary',
    links: [
      { href: '/agents', label: 'Agents', icon: Bot, keys: 'g k' },
      { href: '/policy', label: 'Policy', icon: Scale, keys: 'g p' },
      { href: '/safety', label: 'Safety', icon: OctagonX, keys: 'g x' },
    ],
  },
  {
    label: 'Record',
    links: [
      { href: '/evidence', label: 'Evidence', icon: ListTree, keys: 'g e' },
      { href: '/deliveries', label: 'Deliveries', icon: Send, keys: 'g d' },
    ],
  },
];

/** Who has nothing to set finds no settings in the way; the page shows them to whoever opens its address. */
const adminGroup = {
  label: 'Tenant',
  links: [{ href: '/settings', label: 'Settings', icon: Settings, keys: 'g s' }],
};

/** Who may read what agents asked for finds it above what was recorded of it. */
const audit = { href: '/audit', label: 'Audit', icon: ScrollText, keys: 'g a', leadsTo: '/runs' };

const groupsWithAudit = navGroups.map((group) =>
  group.label === 'Record' ? { ...group, links: [audit, ...group.links] } : group,
);

/** The navigation of a person of that role. */
export function navGroupsOf(role: string | undefined) {
  if (role === undefined || role === 'viewer') return navGroups;
  return role === 'admin' ? [...groupsWithAudit, adminGroup] : groupsWithAudit;
}
