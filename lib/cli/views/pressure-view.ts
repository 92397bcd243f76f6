import { keyNamed } from '@/lib/domain/keys/key-named';
import type { Paint } from '../colour';
import { agoWords } from '../time-words';
import type { Detail } from '../wire';

type Look = { paint: Paint; now: Date };

type Asker = { by: string | null; by_key_id: string | null };

const byWhom = ({ by, by_key_id: id }: Asker): string =>
  id === null ? '' : ` by another key that claims this run, ${keyNamed(by ?? '', id)}`;

/** What the agent asked for around its draft and was refused, and the calls of its run. */
export function pressureView({ pressure }: Pick<Detail, 'pressure'>, { paint, now }: Look): string[] {
  if (!pressure) return [];
  const { refused, calls, more_refused: moreRefused, more_calls: moreCalls } = pressure;
  const line = (one: (typeof refused)[number]) =>
    `  ${paint.warn(`! ${one.asked}${one.this_draft ? ' of this very draft' : ''}`)}  ${one.count}× ${one.code ?? ''} (${one.rule ?? 'no rule'})${byWhom(one)}, last ${agoWords(one.last_at, now)}`;
  const [late, early] = [refused.filter(({ after }) => after), refused.filter(({ after }) => !after)];
  const denied = [
    ...late.map(line),
    ...(late.length > 0 && early.length > 0 ? ['  before it proposed this:'] : []),
    ...early.map(line),
  ];
  const earlier = calls.map(
    (one) =>
      `  ${one.at.slice(11, 19)}  ${one.asked}  ${one.outcome}${one.code === null ? '' : ` ${one.code}`}${byWhom(one)}`,
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
