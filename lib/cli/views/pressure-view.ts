import type { Paint } from '../colour';
import { agoWords } from '../time-words';
import type { Detail } from '../wire';

type Look = { paint: Paint; now: Date };

const byWhom = (by: string | null): string => (by === null ? '' : ` by ${by}`);

/** What the agent asked for around its draft and was refused, and the calls of its run. */
export function pressureView({ pressure }: Pick<Detail, 'pressure'>, { paint, now }: Look): string[] {
  if (!pressure) return [];
  const { refused, calls, more_refused: moreRefused, more_calls: moreCalls } = pressure;
  const line = ({
    asked,
    rule,
    code,
    count,
    last_at: last,
    by,
    this_draft: applied,
  }: (typeof refused)[number]) =>
    `  ${paint.warn(`! ${asked}`)}${applied ? paint.warn(' of this very draft') : ''}  ${count}× ${code ?? ''} (${rule ?? 'no rule'})${byWhom(by)}, last ${agoWords(last, now)}`;
  const [late, early] = [refused.filter(({ after }) => after), refused.filter(({ after }) => !after)];
  const denied = [
    ...late.map(line),
    ...(late.length > 0 && early.length > 0 ? ['  before it proposed this:'] : []),
    ...early.map(line),
  ];
  const earlier = calls.map(
    ({ at, asked, outcome, code, by }) =>
      `  ${at.slice(11, 19)}  ${asked}  ${outcome}${code === null ? '' : ` ${code}`}${byWhom(by)}`,
  );
  return [
    ...(denied.length === 0
      ? ['REFUSED  nothing was refused']
      : [
          late.length === 0 ? 'ASKED FOR AND REFUSED' : 'ASKED FOR AND REFUSED, AFTER IT PROPOSED THIS',
          ...denied,
          ...(moreRefused ? ['  and more'] : []),
        ]),
    ...(earlier.length === 0
      ? []
      : ['CALLS BEFORE IT IN THE SAME RUN', ...(moreCalls ? ['  … earlier ones'] : []), ...earlier]),
  ];
}
