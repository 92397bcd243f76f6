import { InboxProviders } from '@/components/inbox/inbox-providers';

export default function InboxLayout({ children }: { children: React.ReactNode }) {
  return <InboxProviders>{children}</InboxProviders>;
}
