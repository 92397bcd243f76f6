'use client';

import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import type { ListedDraft } from '@/lib/domain/draft/listed-draft';
import { usePerson } from '../app/person-context';
import { nextWords } from '../list/next-words';
import { Pager } from '../list/pager';
import { type CrowdNote, CrowdNotes } from './crowd-notes';
import { NoMatch, NothingWaits } from './empty-inbox';
import { FirstRun, type Start } from './first-run';
import { type InboxFilters, isNarrowed } from './inbox-filters';
import { InboxTable } from './inbox-table';
import { listGroups } from './list-groups';
import { pageLink } from './page-link';
import { Preview, type PreviewAction, type Viewer } from './preview';
import { useCursor } from './use-cursor';
import { useFrozenList } from './use-frozen-list';
import { useMedia } from './use-media';

type Props = {
  drafts: readonly ListedDraft[];
  decided: readonly ListedDraft[];
  filters: InboxFilters;
  /** The link to the page after this one, or null on the last. */
  nextPage: string | null;
  /** This page holds as many drafts as a page may. */
  full: boolean;
  /** Whoever has more in the queue than this list shows, with the way to all of it. */
  crowd: readonly CrowdNote[];
  start: Start;
  /** What a person proposed is another's to apply: there is another who may. */
  othersDecide: boolean;
  viewer: Viewer;
  preview: PreviewAction;
};

/** What waits for a person, as a list that never moves by itself, with a preview beside it where there is room. */
export function Inbox(props: Props) {
  const { drafts, decided, filters, nextPage, full, crowd, start, othersDecide, viewer, preview } = props;
  const router = useRouter();
  const role = usePerson()?.role;
  const { rows, fresh, show } = useFrozenList(drafts, decided, JSON.stringify(filters));
  const { personId } = viewer;
  const groups = listGroups(rows, { status: filters.status, role, personId, othersDecide });
  const ids = groups.flatMap((group) => group.rows.filter((row) => !row.ghost).map((row) => row.draft.id));
  const open = useCallback((id: string) => router.push(`/drafts/${id}`), [router]);
  const { cursor, index, point } = useCursor({ ids, onOpen: open, onShow: show });
  const roomy = useMedia('(min-width: 1280px)');
  const current = rows.find((row) => row.draft.id === cursor)?.draft;
  const ghosts = new Set(rows.map((row) => row.draft.id));
  const others = decided.filter((draft) => !ghosts.has(draft.id));
  const narrowed = isNarrowed(filters);
  if (rows.length === 0 && !(narrowed && decided.length > 0)) {
    return <Nothing filters={filters} decided={decided} further={nextPage} start={start} />;
  }
  const beside = roomy && current !== undefined;
  return (
    <div className={beside ? 'split' : 'split alone'}>
      <div className="list">
        {rows.length === 0 ? <p className="list-note">No {filters.status} draft matches.</p> : null}
        <InboxTable
          groups={groups}
          status={filters.status}
          decided={others}
          history={pageLink('/history', filters, { status: null, cursor: null })}
          fresh={fresh}
          onShow={show}
          cursor={cursor}
          onPoint={point}
        />
        <CrowdNotes crowd={crowd} />
        <Pager href={nextPage} words={nextWords('Next page', { searched: filters.q !== '', full })} />
      </div>
      {beside ? (
        <Preview draft={current} place={`${index + 1} of ${ids.length}`} viewer={viewer} load={preview} />
      ) : null}
    </div>
  );
}

type NothingProps = Pick<Props, 'filters' | 'decided' | 'start'> & { further: string | null };

function Nothing({ filters, decided, further, start }: NothingProps) {
  if (isNarrowed(filters) || filters.status !== 'pending') {
    return <NoMatch status={filters.status} further={further} />;
  }
  return decided.length === 0 ? <FirstRun start={start} /> : <NothingWaits decided={decided} />;
}
