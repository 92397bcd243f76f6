import type { Flag } from '../../../draft/risk';
import { textOf, valueAt } from '../../../json/read-value';
import { visible } from '../../../text/visible';
import type { Spec } from '../../resource-kind';
import { inProduction } from '../facts';
import type { Subject } from './subject';

/** What providers accept where nothing is said, in seconds. */
const usualTolerance = 300;

/** Whether senders are verified at all; that this ends is `verification-weakened`. */
const verifies = (spec: Spec): boolean =>
  (textOf(valueAt(spec, 'verification', 'method')) ?? 'none') !== 'none';

const toleranceOf = (spec: Spec): number | null => {
  const value = valueAt(spec, 'verification', 'tolerance_seconds');
  return typeof value === 'number' ? value : null;
};

const headerOf = (spec: Spec): string | null => textOf(valueAt(spec, 'verification', 'header'));

function tolerance(before: number | null, after: number | null): string | null {
  if (after === null) return before === null ? null : `The limit of ${before} s is gone.`;
  if (after <= (before ?? usualTolerance)) return null;
  return `A signature counts for ${after} s${before === null ? '' : ` instead of ${before} s`}.`;
}

export function toleranceWidened({ base, proposed }: Subject): Flag[] {
  if (base === null || !verifies(base) || !verifies(proposed)) return [];
  const found = tolerance(toleranceOf(base), toleranceOf(proposed));
  if (found === null) return [];
  return [
    {
      code: 'signature-tolerance-widened',
      tier: inProduction(base, proposed) ? 'high' : 'medium',
      title: 'Signatures stay valid longer',
      sentence: `${found} Whoever recorded an event can send it again for longer.`,
      field: 'tolerance_seconds',
    },
  ];
}

export function signatureHeaderChanged({ base, proposed }: Subject): Flag[] {
  if (base === null || !verifies(base) || !verifies(proposed)) return [];
  const [before, after] = [headerOf(base), headerOf(proposed)];
  if (before === after) return [];
  const usual = 'the provider’s own header';
  return [
    {
      code: 'signature-header-changed',
      tier: inProduction(base, proposed) ? 'high' : 'medium',
      title: 'Signature is read elsewhere',
      sentence: `The signature is taken from ${visible(after ?? usual)} instead of ${visible(before ?? usual)}.`,
      field: 'verification_header',
    },
  ];
}
