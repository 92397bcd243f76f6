import { environmentName } from '../resource/environment-names';
import { visible } from '../text/visible';
import type { Effect, Match } from './rule';

export const effectNames = {
  deny: 'Deny',
  require_approval: 'Deny: a person does it instead',
  allow: 'Allow',
} as const satisfies Record<Effect, string>;

/** One condition of a rule as people read it. */
export type Condition = { label: string; value: string };

const any = (values: readonly (string | number | boolean)[]): string =>
  values.map((value) => visible(String(value))).join(' or ');

/** What a rule is about, condition by condition; none where it is about every call. `keyName` is what people call a key. */
export function conditionsOf(match: Match, keyName: (id: string) => string): Condition[] {
  const { time, labels = {} } = match;
  const lists: [string, readonly string[] | undefined][] = [
    ['Agent key', match.keys?.map(keyName)],
    ['Tool', match.tools],
    ['Kind of call', match.safety_class],
    ['Risk', match.risk_tier],
    ['Data', match.data_class?.map((name) => name.replaceAll('_', ' '))],
    ['Environment', match.environment?.map(environmentName)],
    ['Owner is', match.owner_role],
    ['Client says', match.client],
    ['Run', match.runs],
    ...Object.entries(labels).map(([name, value]): [string, string[]] => [`Label ${visible(name)}`, [value]]),
  ];
  return [
    ...lists.flatMap(([label, values]) => (values ? [{ label, value: any(values) }] : [])),
    ...(time ? [{ label: 'Time', value: `${time.from} to ${time.to} UTC` }] : []),
    ...(match.arguments ?? []).map((one) => ({
      label: one.field,
      value: any('in' in one ? one.in : [one.equals]),
    })),
  ];
}
