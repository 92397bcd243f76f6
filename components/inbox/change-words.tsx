import type { DraftSummary } from '@/lib/domain/draft/draft';

const arrow = ' → ';

/** The one change worth a row, its value in mono, and how many more there are. */
export function ChangeWords({ draft }: { draft: DraftSummary }) {
  const at = draft.summary.lastIndexOf(arrow);
  const lead = at === -1 ? draft.summary : draft.summary.slice(0, at + arrow.length);
  const more = draft.changeCount - 1;
  return (
    <>
      <span className="change">
        {lead}
        {at === -1 ? null : <span className="mono">{draft.summary.slice(at + arrow.length)}</span>}
      </span>
      {more > 0 && draft.operation === 'update' ? (
        <span className="more" title={`${more} more ${more === 1 ? 'change' : 'changes'}`}>
          +{more}
        </span>
      ) : null}
    </>
  );
}
