import { NuqsAdapter } from 'nuqs/adapters/next/app';

/** Its search field keeps what is asked in the address. */
export default function HistoryLayout({ children }: { children: React.ReactNode }) {
  return <NuqsAdapter>{children}</NuqsAdapter>;
}
