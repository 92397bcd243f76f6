import type { Flag } from '../../../draft/risk';
import { valueAt } from '../../../json/read-value';
import type { Spec } from '../../resource-kind';
import { inProduction, isEnabled } from '../facts';
import type { Subject } from './subject';

type Risk = {
  field: string;
  /** What it is at any time. */
  words: string;
  found: (spec: Spec) => boolean;
  /** Much less than before: one part in so many of it, or less. */
  cut?: { path: readonly string[]; parts: number; words: (before: number, after: number) => string };
};

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
    cut: {
      path: ['retry', 'max_attempts'],
      parts: 2,
      words: (before, after) => `A failed delivery is tried ${after} times more instead of ${before}.`,
    },
  },
  {
    field: 'timeout_seconds',
    words: 'A target that takes longer than 1 s counts as failed.',
    found: atMost(1, 'timeout_seconds'),
    cut: {
      path: ['timeout_seconds'],
      parts: 3,
      words: (before, after) =>
        `A target that takes longer than ${after} s instead of ${before} s counts as failed.`,
    },
  },
  {
    field: 'max_payload_bytes',
    words: 'Every event larger than 4 KiB is refused.',
    found: atMost(4096, 'max_payload_bytes'),
    cut: {
      path: ['max_payload_bytes'],
      parts: 4,
      words: (before, after) => `Every event larger than ${after} bytes instead of ${before} is refused.`,
    },
  },
];

function cutWords({ cut }: Risk, base: Spec | null, proposed: Spec): string | null {
  if (cut === undefined) return null;
  const [before, after] = [valueAt(base, ...cut.path), valueAt(proposed, ...cut.path)];
  if (typeof before !== 'number' || typeof after !== 'number') return null;
  return after < before && after * cut.parts <= before ? cut.words(before, after) : null;
}

/** What a setting risks, in words: what it is now, or how much less it is than it was. Null when nothing. */
function saidOf(risk: Risk, base: Spec | null, proposed: Spec): string | null {
  const had = base !== null && inProduction(base) && risk.found(base);
  if (had) return null;
  return risk.found(proposed) ? risk.words : cutWords(risk, base, proposed);
}

/** Settings that lose events in production. Turning one off that runs is `disabled`, and said there. */
export function deliveryAtRisk({ base, proposed }: Subject): Flag[] {
  if (!inProduction(base, proposed)) return [];
  const turnedOff = base !== null && isEnabled(base) && !isEnabled(proposed);
  const found = risks
    .filter(({ field }) => !(turnedOff && field === 'enabled'))
    .flatMap((risk) => {
      const words = saidOf(risk, base, proposed);
      return words === null ? [] : [{ field: risk.field, words }];
    });
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      code: 'delivery-at-risk',
      tier: 'medium',
      title: 'Events may be lost',
      sentence: found.map(({ words }) => words).join(' '),
      field: first.field,
    },
  ];
}
