import type { Paint } from '../colour';
import { agoWords } from '../time-words';
import type { Detail } from '../wire';

type Look = { paint: Paint; now: Date };

const byWhom = (by: string | null): string => (by === null ? '' : ` by ${by}`);

/** What the agent asked for before its draft and was refused, and the calls of its run. */
export function pressureView({ pressure }: Pick<Detail, 'pressure'>, { paint, now }: Look): string[] {
  if (!pressure) return [];
  const { refused, calls, more_refused: moreRefused, more_calls: moreCalls } = pressure;
  const denied = refused.map(
    ({ asked, rule, code, count, last_at: last, by }) =>
      `  ${paint.warn(`! ${asked}`)}  ${count}× ${code ?? ''} (${rule ?? 'no rule'})${byWhom(by)}, last ${agoWords(last, now)}`,
  );
  const earlier = calls.map(
    ({ at, asked, outcome, code, by }) =>
      `  ${at.slice(11, 19)}  ${asked}  ${outcome}${code === null ? '' : ` ${code}`}${byWhom(by)}`,
  );
  return [
    ...(denied.length === 0
      ? ['REFUSED  nothing was refused before']
      : ['ASKED FOR AND REFUSED', ...denied, ...(moreRefused ? ['  and more'] : [])]),
    ...(earlier.length === 0
      ? []
      : ['CALLS BEFORE IT IN THE SAME RUN', ...(moreCalls ? ['  … earlier ones'] : []), ...earlier]),
  ];
}
