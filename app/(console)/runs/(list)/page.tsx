import type { Metadata } from 'next';
import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { Topbar } from '@/components/app/topbar';
import { OnlyFor } from '@/components/audit/only-for';
import { ListKeys } from '@/components/keyboard/list-keys';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ListNote } from '@/components/list/list-note';
import { nextWords } from '@/components/list/next-words';
import { countNotUnderstood } from '@/components/list/not-understood';
import { Pager } from '@/components/list/pager';
import { RunTable } from '@/components/runs/run-table';
import { readsCalls } from '@/lib/domain/people/role-refusals';
import { listRuns } from '@/lib/use-cases/runs/list-runs';
import { pageOrFirst } from '../../page-or-first';
import { requireSession } from '../../require-session';

export const metadata: Metadata = { title: 'Runs' };

const loadPlace = createLoader({ cursor: parseAsString });

const pageLength = 50;

export default async function RunsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human } = await requireSession();
  const refusal = readsCalls(human.role);
  if (refusal) return <OnlyFor why={refusal.message} />;
  const { cursor } = await loadPlace(searchParams);
  const { page, lostPage } = await pageOrFirst(cursor, (place) =>
    listRuns(human, { limit: pageLength, ...place }),
  );
  const { items, nextCursor } = page;
  const understood = new URLSearchParams(cursor === null ? {} : { cursor });
  return (
    <main className="main" id="main">
      <Topbar title="Runs" end={<ShortcutSheet />} />
      <ListKeys />
      <ListNote
        notUnderstood={countNotUnderstood(await searchParams, understood)}
        lostPage={lostPage}
        plain="/runs"
      />

      {items.length === 0 ? <NoRuns further={nextCursor !== null} /> : <RunTable runs={items} />}
      <Pager
        href={nextCursor === null ? null : `/runs?${new URLSearchParams({ cursor: nextCursor })}`}
        words={nextWords('Older', { searched: true, full: items.length === pageLength })}
      />
    </main>
  );
}

function NoRuns({ further }: { further: boolean }) {
  return (
    <div className="empty">
      <h2>{further ? 'No run among the calls of this page' : 'No agent has named a run'}</h2>
      <p>A run appears here once an agent says its id with a call.</p>
    </div>
  );
}
