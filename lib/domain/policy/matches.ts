import { valueAt } from '../json/read-value';
import { environmentsOf, type Question, tiersOf } from './question';
import { readingsOf } from './readings';
import { type Effect, type Match, matchSchema, type PolicyRule } from './rule';
import { sameValue } from './same-value';
import { classesOf } from './tool-classes';

/** What of a rule can be told before anything is asked: it is about the key and the tool alone. */
const known = new Set<keyof Match>(['keys', 'tools', 'safety_class', 'data_class', 'owner_role']);

/** A rule that matches whatever is sent, whenever, by this key to this tool, once it matches at all. */
export const isForSure = (match: Match): boolean => keysOf(match).every((condition) => known.has(condition));

/** What of a rule is about what a call touches, which its arguments may misstate. */
const touching: readonly (keyof Match)[] = ['environment', 'labels', 'risk_tier', 'arguments'];

/** Whether a rule may match a proposal for what is live and not only for what is said. */
export const looksAtLive = (match: Match): boolean => touching.some((one) => match[one] !== undefined);

/** Whether a rule is about this call: every condition that it names holds. */
export const matches = (
  { effect, match }: Pick<PolicyRule, 'effect' | 'match'>,
  question: Question,
): boolean => keysOf(match).every((condition) => tests[condition](match, question, effect));

const conditions = matchSchema.keyof().options;

const keysOf = (match: Match) => conditions.filter((condition) => match[condition] !== undefined);

type Test = (match: Match, question: Question, effect: Effect) => boolean;

const among = <T>(list: readonly T[] | undefined, value: T | null): boolean =>
  value !== null && list !== undefined && list.includes(value);

/** Of several candidates any is enough: a rule only narrows, so that to match more is the strict side. */
const anyAmong = <T>(list: readonly T[] | undefined, values: readonly T[]): boolean =>
  values.some((value) => among(list, value));

const tests: Record<keyof Match, Test> = {
  keys: ({ keys }, { agent }) => among(keys, agent.keyId),
  tools: ({ tools }, { tool }) => among(tools, tool),
  safety_class: (match, { tool }) => among(match.safety_class, classesOf(tool).safetyClass),
  risk_tier: (match, asked) => anyAmong(match.risk_tier, tiersOf(asked)),
  data_class: (match, { tool }) => among(match.data_class, classesOf(tool).dataClass),
  environment: (match, asked) => anyAmong(match.environment, environmentsOf(asked)),
  owner_role: (match, { agent }) => among(match.owner_role, agent.ownerRole),
  labels: ({ labels = {} }, asked) => {
    const readings = readingsOf(asked);
    return Object.entries(labels).every(([name, value]) =>
      readings.some((reading) => valueAt(reading, 'spec', 'labels', name) === value),
    );
  },
  // Who says nothing may be anybody: what refuses a client holds for it, and what allows one does not name it.
  client: ({ client }, asked, effect) =>
    asked.client?.trim() ? among(client, asked.client) : effect !== 'allow',
  runs: ({ runs }, { runId }) => among(runs, runId),
  time: ({ time }, { at }) => time !== undefined && within(time, at),
  arguments: (match, asked) => {
    const readings = readingsOf(asked);
    return (match.arguments ?? []).every((predicate) => {
      const path = predicate.field.split('.');
      // A list is what it holds: nothing that a rule can name is equal to a list.
      const values = readings.flatMap((reading) => valueAt(reading, ...path));
      const wanted = 'in' in predicate ? predicate.in : [predicate.equals];
      return wanted.some((one) => values.some((value) => sameValue(one, value)));
    });
  },
};

/** Times of day in UTC; a window whose end lies before its start goes over midnight. */
function within({ from, to }: { from: string; to: string }, at: Date): boolean {
  const time = at.toISOString().slice(11, 16);
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
