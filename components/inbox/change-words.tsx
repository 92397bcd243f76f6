import type { DraftSummary } from '@/lib/domain/draft/draft';
import { Breakable } from '../ui/breakable';

/** The value at the end of a summary: after the arrow, or what a delete names in brackets. */
const withValue = /^(.* → |Delete \()(.+?)(\)?)$/su;

/** The one change worth a row, its value in mono, and how many more there are. */
export function ChangeWords({ draft }: { draft: DraftSummary }) {
  const [, lead, value, end] = withValue.exec(draft.summary) ?? [];
  const more = draft.changeCount - 1;
  return (
    <>
      <span className="change">
        {value === undefined ? (
          draft.summary
        ) : (
          <>
            {lead}
            <span className="mono">
              <Breakable text={value} />
            </span>
            {end}
          </>
        )}
      </span>
      {more > 0 && draft.operation === 'update' ? (
        <span className="more" title={`${more} more ${more === 1 ? 'change' : 'changes'}`}>
          +{more}
        </span>
      ) : null}
    </>
  );
}
