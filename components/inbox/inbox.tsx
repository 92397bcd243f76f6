'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { usePerson } from '../app/person-context';
import { NoMatch, NothingWaits } from './empty-inbox';
import { FirstRun } from './first-run';
import { type InboxFilters, isNarrowed } from './inbox-filters';
import { InboxTable } from './inbox-table';
import { listTitle } from './list-title';
import { Preview, type PreviewAction, type Viewer } from './preview';
import { useCursor } from './use-cursor';
import { useFrozenList } from './use-frozen-list';
import { useMedia } from './use-media';

type Props = {
  drafts: readonly DraftSummary[];
  decided: readonly DraftSummary[];
  filters: InboxFilters;
  /** The link to the page after this one, or null on the last. */
  nextPage: string | null;
  mcpUrl: string;
  viewer: Viewer;
  preview: PreviewAction;
};

/** What waits for a person, as a list that never moves by itself, with a preview beside it where there is room. */
export function Inbox({ drafts, decided, filters, nextPage, mcpUrl, viewer, preview }: Props) {
  const router = useRouter();
  const role = usePerson()?.role;
  const { rows, fresh, show } = useFrozenList(drafts, decided, JSON.stringify(filters));
  const ids = rows.filter((row) => !row.ghost).map((row) => row.draft.id);
  const open = useCallback((id: string) => router.push(`/drafts/${id}`), [router]);
  const { cursor, index, point } = useCursor({ ids, onOpen: open, onShow: show });
  const roomy = useMedia('(min-width: 1280px)');
  const current = rows.find((row) => row.draft.id === cursor)?.draft;
  const ghosts = new Set(rows.map((row) => row.draft.id));
  const others = decided.filter((draft) => !ghosts.has(draft.id));
  if (rows.length === 0) return <Nothing filters={filters} decided={decided} mcpUrl={mcpUrl} />;
  const beside = roomy && current !== undefined;
  return (
    <div className={beside ? 'split' : 'split alone'}>
      <div className="list">
        <InboxTable
          title={listTitle(filters.status, role)}
          rows={rows}
          decided={others}
          fresh={fresh}
          onShow={show}
          cursor={cursor}
          onPoint={point}
        />
        {nextPage === null ? null : (
          <p className="pager px-6">
            <Link className="link" href={nextPage} prefetch={false}>
              Next page
            </Link>
          </p>
        )}
      </div>
      {beside ? (
        <Preview draft={current} place={`${index + 1} of ${ids.length}`} viewer={viewer} load={preview} />
      ) : null}
    </div>
  );
}

type NothingProps = Pick<Props, 'filters' | 'decided' | 'mcpUrl'>;

function Nothing({ filters, decided, mcpUrl }: NothingProps) {
  if (isNarrowed(filters) || filters.status !== 'pending') return <NoMatch status={filters.status} />;
  return decided.length === 0 ? <FirstRun mcpUrl={mcpUrl} /> : <NothingWaits decided={decided} />;
}
