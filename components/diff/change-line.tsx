import type { Change } from '@/lib/domain/draft/change';
import { clipSegments } from './clip-segments';
import { markDifference, type Segment } from './mark-difference';
import { Added, Removed } from './marked-value';

type SideProps = { as: typeof Added; value: string | null; segments: readonly Segment[]; clip: boolean };

function Side({ as: Value, value, segments, clip }: SideProps) {
  if (value === null) return <span className="muted">not set</span>;
  const { shown, hidden } = clip ? clipSegments(segments) : { shown: segments, hidden: 0 };
  return (
    <>
      <Value segments={shown} />
      {hidden === 0 ? null : (
        <span className="muted">
          {' '}
          … {hidden} {hidden === 1 ? 'character' : 'characters'} more, on the page
        </span>
      )}
    </>
  );
}

/** Which sides a line shows. */
export type Shown = 'both' | 'before' | 'after';

type Props = { change: Change; side?: Shown; clip?: boolean };

/** One change on one line: `before → after`, a missing side as `not set`, or the one side that there is. */
export function ChangeLine({ change, side = 'both', clip = false }: Props) {
  const { before, after } = change;
  const marked =
    before === null || after === null
      ? {
          before: [{ text: before ?? '', changed: false }],
          after: [{ text: after ?? '', changed: false }],
        }
      : markDifference(before, after);
  return (
    <>
      {side === 'after' ? null : <Side as={Removed} value={before} segments={marked.before} clip={clip} />}
      {side === 'both' ? <span className="muted"> → </span> : null}
      {side === 'before' ? null : <Side as={Added} value={after} segments={marked.after} clip={clip} />}
    </>
  );
}
