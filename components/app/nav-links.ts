import { History, Inbox, ListTree, type LucideIcon, Send, Settings, Webhook } from 'lucide-react';

export type NavLink = { href: string; label: string; icon: LucideIcon; keys: string };

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

/** The navigation of a person of that role. */
export const navGroupsOf = (role: string | undefined) =>
  role === 'admin' ? [...navGroups, adminGroup] : navGroups;
