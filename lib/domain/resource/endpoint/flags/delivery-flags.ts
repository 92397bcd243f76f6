import type { Flag } from '../../../draft/risk';
import { valueAt } from '../../../json/read-value';
import type { Spec } from '../../resource-kind';
import { inProduction, isEnabled } from '../facts';
import type { Subject } from './subject';

type Risk = { field: string; words: string; found: (spec: Spec) => boolean };

const atMost =
  (limit: number, ...path: readonly string[]) =>
  (spec: Spec): boolean => {
    const value = valueAt(spec, ...path);
    return typeof value === 'number' && value <= limit;
  };

const risks: readonly Risk[] = [
  { field: 'enabled', words: 'The endpoint is off and receives nothing.', found: (spec) => !isEnabled(spec) },
  {
    field: 'max_attempts',
    words: 'A failed delivery is never tried again.',
    found: atMost(0, 'retry', 'max_attempts'),
  },
  {
    field: 'timeout_seconds',
    words: 'A target that takes longer than 1 s counts as failed.',
    found: atMost(1, 'timeout_seconds'),
  },
  {
    field: 'max_payload_bytes',
    words: 'Every event larger than 4 KiB is refused.',
    found: atMost(4096, 'max_payload_bytes'),
  },
];

/** Settings that lose events in production. Turning one off that runs is `disabled`, and said there. */
export function deliveryAtRisk({ base, proposed }: Subject): Flag[] {
  if (!inProduction(base, proposed)) return [];
  const had = (risk: Risk): boolean => base !== null && inProduction(base) && risk.found(base);
  const turnedOff = base !== null && isEnabled(base) && !isEnabled(proposed);
  const found = risks.filter(
    (risk) => risk.found(proposed) && !had(risk) && !(turnedOff && risk.field === 'enabled'),
  );
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      code: 'delivery-at-risk',
      tier: 'medium',
      title: 'Events may be lost',
      sentence: found.map(({ words }) => words).join(' '),
      field: first.field,
      chip: 'Delivery at risk',
    },
  ];
}
