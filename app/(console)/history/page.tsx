import type { Metadata } from 'next';
import Link from 'next/link';
import { Topbar } from '@/components/app/topbar';
import { HistoryTable } from '@/components/drafts/history-table';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { requireSession } from '../require-session';
import { valueOf } from '../value-of';

export const metadata: Metadata = { title: 'History' };

type Props = { searchParams: Promise<{ cursor?: string }> };

export default async function HistoryPage({ searchParams }: Props) {
  const { human } = await requireSession();
  const { cursor } = await searchParams;
  const { items, nextCursor } = valueOf(
    await listDrafts(human, { decided: true, ...(cursor === undefined ? {} : { cursor }) }),
  );
  return (
    <main className="main" id="main">
      <Topbar title="History" />
      <HistoryTable drafts={items} />
      {nextCursor === null ? null : (
        <p className="pager px-6">
          <Link className="link" href={`/history?cursor=${nextCursor}`} prefetch={false}>
            Older
          </Link>
        </p>
      )}
    </main>
  );
}
