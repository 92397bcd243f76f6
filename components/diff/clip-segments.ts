import type { Segment } from './mark-difference';

/** About three lines of the dialog, in code points. */
const mostCharacters = 160;
/** How much of a long shared beginning stays in front of the first difference. */
const leadCharacters = 40;

const lengthOf = (segments: readonly Segment[]) =>
  segments.reduce((sum, { text }) => sum + Array.from(text).length, 0);

function withoutLongLead(segments: readonly Segment[]): readonly Segment[] {
  const [first, ...rest] = segments;
  if (first === undefined || first.changed || rest.length === 0) return segments;
  const points = Array.from(first.text);
  return points.length <= leadCharacters
    ? segments
    : [{ ...first, text: points.slice(-leadCharacters).join('') }, ...rest];
}

/** At most 160 code points of a value, the first difference among them, and how many are left out. */
export function clipSegments(segments: readonly Segment[]): { shown: readonly Segment[]; hidden: number } {
  const all = lengthOf(segments);
  if (all <= mostCharacters) return { shown: segments, hidden: 0 };
  const led = withoutLongLead(segments);
  const shown: Segment[] = led === segments ? [] : [{ text: '…', changed: false }];
  let room = mostCharacters;
  for (const segment of led) {
    const text = Array.from(segment.text).slice(0, room).join('');
    if (text !== '') shown.push({ ...segment, text });
    room -= Array.from(text).length;
  }
  return { shown, hidden: all - (mostCharacters - room) };
}
