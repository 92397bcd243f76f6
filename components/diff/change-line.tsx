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

/** One change on one line, always with both sides: `before → after`, a missing side as `not set`. */
export function ChangeLine({ change, clip = false }: { change: Change; clip?: boolean }) {
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
      <Side as={Removed} value={before} segments={marked.before} clip={clip} />
      <span className="muted"> → </span>
      <Side as={Added} value={after} segments={marked.after} clip={clip} />
    </>
  );
}
