import type { Segment } from './mark-difference';

const isNumber = (segments: readonly Segment[]) => /^\d+$/.test(segments.map(({ text }) => text).join(''));

/** A value that differs as a whole carries no marks: they would say nothing. A bare number does, as `30 s` beside it would. */
function Runs({ segments }: { segments: readonly Segment[] }) {
  const marked = segments.some((segment) => !segment.changed) || isNumber(segments);
  return segments.map((segment, index) =>
    marked && segment.changed ? (
      <span key={`${index}:${segment.text}`} className="differs">
        {segment.text}
      </span>
    ) : (
      segment.text
    ),
  );
}

/** The live side of a change, its differing code points marked. */
export function Removed({
  segments,
  className = 'value',
}: {
  segments: readonly Segment[];
  className?: string;
}) {
  return (
    <del className={className}>
      <span className="sr-only">removed </span>
      <Runs segments={segments} />
    </del>
  );
}

/** The proposed side of a change, its differing code points marked. */
export function Added({
  segments,
  className = 'value',
}: {
  segments: readonly Segment[];
  className?: string;
}) {
  return (
    <ins className={className}>
      <span className="sr-only">added </span>
      <Runs segments={segments} />
    </ins>
  );
}
