import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Topbar } from '@/components/app/topbar';
import { HistoryTable } from '@/components/drafts/history-table';
import { FilterBar } from '@/components/inbox/filter-bar';
import { isNarrowed, loadInboxFilters, narrowing, writeInboxFilters } from '@/components/inbox/inbox-filters';
import { pageLink } from '@/components/inbox/page-link';
import { SearchField } from '@/components/inbox/search-field';
import { ListKeys } from '@/components/keyboard/list-keys';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ListNote } from '@/components/list/list-note';
import { nextWords } from '@/components/list/next-words';
import { countNotUnderstood } from '@/components/list/not-understood';
import { Pager } from '@/components/list/pager';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { creatorsOf } from '../creators-of';
import { pageOrFirst } from '../page-or-first';
import { requireSession } from '../require-session';

export const metadata: Metadata = { title: 'History' };

const pageLength = 50;

export default async function HistoryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human } = await requireSession();
  const filters = await loadInboxFilters(searchParams);
  const asked = { ...narrowing(filters), decided: true, limit: pageLength };
  const { page, lostPage } = await pageOrFirst(filters.cursor, (place) =>
    listDrafts(human, { ...asked, ...place }, { hidesSelftests: filters.selftest === null }),
  );
  const { items, nextCursor } = page;
  // Every draft here is decided: a status in the address is a filter that this list does not have.
  const understood = new URLSearchParams(writeInboxFilters({ ...filters, status: null }));
  return (
    <main className="main" id="main">
      <Topbar title="History" middle={<SearchField />} end={<ShortcutSheet />} />
      <ListKeys />
      <FilterBar agents={creatorsOf(items)} withStatus={false} />
      <ListNote
        notUnderstood={countNotUnderstood(await searchParams, understood)}
        lostPage={lostPage}
        plain="/history"
      />
      <HistoryTable drafts={items} narrowed={isNarrowed(filters)} ended={nextCursor === null} />
      <Pager
        href={
          nextCursor === null ? null : pageLink('/history', filters, { status: null, cursor: nextCursor })
        }
        words={nextWords('Older', { searched: filters.q !== '', full: items.length === pageLength })}
      />
    </main>
  );
}
