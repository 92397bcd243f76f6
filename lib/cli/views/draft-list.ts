import type { Paint } from '../colour';
import { shortId } from '../draft-ref';
import { table } from '../table';
import { agoWords, untilWords } from '../time-words';
import type { DraftWire } from '../wire';

const riskGlyph = { low: ' ', medium: '~', high: '!' } as const;

const riskOf = ({ risk }: DraftWire) => `${riskGlyph[risk.tier]} ${risk.tier}`;

/** One line a draft. What is still open says when it ends, what was decided when it was. */
export function draftList(
  drafts: readonly DraftWire[],
  { paint, now, width }: { paint: Paint; now: Date; width: number | null },
): string[] {
  const rows = drafts.map((draft) => [
    shortId(draft.id),
    draft.status,
    draft.type,
    riskOf(draft),
    `${draft.resource_name} (${draft.environment})`,
    draft.status === 'pending'
      ? `ends ${untilWords(draft.expires_at, now)}`
      : agoWords(draft.decided_at ?? draft.expires_at, now),
    draft.created_by.name,
    `${draft.operation}: ${draft.summary}`,
  ]);
  return table(
    [
      { title: 'ID', paint: paint.strong },
      { title: 'STATUS' },
      { title: 'TYPE' },
      { title: 'RISK', paint: (text) => (text.startsWith('!') ? paint.warn(text) : text) },
      { title: 'RESOURCE' },
      { title: 'WHEN' },
      { title: 'BY' },
      { title: 'CHANGES', gives: true },
    ],
    rows,
    width,
  );
}
