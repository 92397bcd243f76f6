import { isObject, valueAt } from '../json/read-value';
import { environmentOf, type Question } from './question';
import { tierOf } from './risk-tier';
import { type Match, matchSchema } from './rule';
import { classesOf } from './tool-classes';

/** What of a rule can be told before anything is asked: it is about the key and the tool alone. */
const known = new Set<keyof Match>(['keys', 'tools', 'safety_class', 'data_class', 'owner_role']);

/** A rule that matches whatever is sent, whenever, by this key to this tool, once it matches at all. */
export const isForSure = (match: Match): boolean => keysOf(match).every((condition) => known.has(condition));

/** Whether a rule is about this call: every condition that it names holds. */
export const matches = (match: Match, question: Question): boolean =>
  keysOf(match).every((condition) => tests[condition](match, question));

const conditions = matchSchema.keyof().options;

const keysOf = (match: Match) => conditions.filter((condition) => match[condition] !== undefined);

type Test = (match: Match, question: Question) => boolean;

const among = <T>(list: readonly T[] | undefined, value: T | null): boolean =>
  value !== null && list !== undefined && list.includes(value);

const tests: Record<keyof Match, Test> = {
  keys: ({ keys }, { agent }) => among(keys, agent.keyId),
  tools: ({ tools }, { tool }) => among(tools, tool),
  safety_class: (match, { tool }) => among(match.safety_class, classesOf(tool).safetyClass),
  risk_tier: (match, asked) => among(match.risk_tier, tierOf(classesOf(asked.tool), environmentOf(asked))),
  data_class: (match, { tool }) => among(match.data_class, classesOf(tool).dataClass),
  environment: (match, asked) => among(match.environment, environmentOf(asked)),
  owner_role: (match, { agent }) => among(match.owner_role, agent.ownerRole),
  labels: ({ labels = {} }, { args }) =>
    Object.entries(labels).every(([name, value]) => valueAt(args, 'spec', 'labels', name) === value),
  client: ({ client }, asked) => among(client, asked.client),
  runs: ({ runs }, { runId }) => among(runs, runId),
  time: ({ time }, { at }) => time !== undefined && within(time, at),
  arguments: (match, { args }) =>
    (match.arguments ?? []).every((predicate) => {
      const value = isObject(args) ? valueAt(args, ...predicate.field.split('.')) : undefined;
      return 'in' in predicate ? predicate.in.some((one) => one === value) : predicate.equals === value;
    }),
};

/** Times of day in UTC; a window whose end lies before its start goes over midnight. */
function within({ from, to }: { from: string; to: string }, at: Date): boolean {
  const time = at.toISOString().slice(11, 16);
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
