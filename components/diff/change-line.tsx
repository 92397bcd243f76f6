import type { Change } from '@/lib/domain/draft/change';
import { markDifference } from './mark-difference';
import { Added, Removed } from './marked-value';

/** One change on one line: `before → after`, or the one side that exists. */
export function ChangeLine({ change }: { change: Change }) {
  const { before, after } = change;
  if (before === null || after === null) {
    const whole = [{ text: before ?? after ?? '', changed: false }];
    return before === null ? <Added segments={whole} /> : <Removed segments={whole} />;
  }
  const marked = markDifference(before, after);
  return (
    <>
      <Removed segments={marked.before} />
      <span className="muted"> → </span>
      <Added segments={marked.after} />
    </>
  );
}
