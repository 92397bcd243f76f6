import { History, Inbox, ListTree, type LucideIcon, Send, Webhook } from 'lucide-react';

export type NavLink = { href: string; label: string; icon: LucideIcon; keys: string };

/** The pages that exist, in the order of the navigation. */
export const navGroups: readonly { label: string | null; links: readonly NavLink[] }[] = [
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
