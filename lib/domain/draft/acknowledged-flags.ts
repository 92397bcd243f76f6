import { type Refusal, refuse } from '../refusal';
import type { Flag } from './risk';

/** Refuses unless every high flag that stands now is among the codes that the person ticked; a lesser flag asks for no tick. */
export function unticked(standing: readonly Flag[], ticked: readonly string[]): Refusal | null {
  const missing = standing.filter(({ tier, code }) => tier === 'high' && !ticked.includes(code));
  if (missing.length === 0) return null;
  const titles = missing.map(({ title }) => title).join(', ');
  return refuse('CHECKLIST_INCOMPLETE', `Not ticked: ${titles}.`, {
    hint: 'Open the draft again, look at what is flagged now, and tick it.',
    issues: missing.map(({ code, title }) => ({ path: 'acknowledged_flags', code, message: title })),
  }).refusal;
}

/**
 * What evidence keeps of the ticks: sorted codes of flags that stand. A code that names none of them is left out, so no
 * text of a request gets into the log.
 */
export const recordedTicks = (standing: readonly Flag[], ticked: readonly string[]): string[] =>
  standing
    .map(({ code }) => code)
    .filter((code, index, all) => ticked.includes(code) && all.indexOf(code) === index)
    .toSorted();
