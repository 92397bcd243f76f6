import { accept, type Refusal, type Result, refuse } from '../refusal';
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

/**
 * The ticks for the evidence of an apply, from every place that may have asked for some: null where it did not. They count
 * together, and are held to the flags that stand as soon as one place did ask.
 */
export function heldTicks(
  standing: readonly Flag[],
  places: readonly (readonly string[] | null)[],
): Result<string[]> {
  const asked = places.filter((ticked) => ticked !== null);
  const ticked = asked.flat();
  const missing = asked.length === 0 ? null : unticked(standing, ticked);
  return missing ? { ok: false, refusal: missing } : accept(recordedTicks(standing, ticked));
}
