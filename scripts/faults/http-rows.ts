import type { Act } from './act';
import type { Hold } from './carry';
import type { Form, Row, Victim } from './run-row';

/** The statement by which the transaction of an act is known among all that a server does. */
const deeds: Record<Act, RegExp> = {
  create: /^\s*insert into drafts/,
  apply: /^\s*update drafts set status/,
  discard: /^\s*update drafts set status/,
};

/** The whole server, cut short around the COMMIT of each act and in the middle of its answer. */
export const httpRows = (): Row[] => (['create', 'apply', 'discard'] as const).flatMap(rowsOf);

const cases: readonly (readonly [Victim, Form, Row['expect']])[] = [
  ['server', 'failed', 'nothing'],
  ['server', 'failed but persisted', 'all'],
  ['server', 'answer cut off', 'all'],
  ['postgres', 'failed', 'nothing'],
  ['postgres', 'failed but persisted', 'all'],
];

const rowsOf = (act: Act): Row[] =>
  cases.map(([victim, form, expect]) => ({
    act,
    door: 'http',
    callers: 1,
    step: form === 'answer cut off' ? 'the answer' : 'commit',
    at: commitAfter(deeds[act]),
    victim,
    form,
    expect,
  }));

function commitAfter(deed: RegExp): Hold['at'] {
  const its = new Set<number>();
  return ({ sql, transaction }) => {
    if (deed.test(sql)) its.add(transaction);
    return sql === 'commit' && its.has(transaction);
  };
}
