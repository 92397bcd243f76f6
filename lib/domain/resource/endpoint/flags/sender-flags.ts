import type { Flag } from '../../../draft/risk';
import { textOf, valueAt } from '../../../json/read-value';
import { visible } from '../../../text/visible';
import type { Spec } from '../../resource-kind';
import { inProduction } from '../facts';
import type { Subject } from './subject';

export function providerChanged({ base, proposed }: Subject): Flag[] {
  const before = textOf(valueAt(base, 'provider_template'));
  const after = textOf(valueAt(proposed, 'provider_template'));
  if (before === null || before === after) return [];
  const sentence = `${visible(before)} becomes ${visible(after ?? 'nothing')}: signatures and event names are read another way.`;
  return [
    {
      code: 'provider-changed',
      tier: 'high',
      title: 'Provider changed',
      sentence,
      field: 'provider_template',
    },
  ];
}

const strengths: Readonly<Record<string, number>> = {
  none: 0,
  ip_allowlist: 1,
  header: 2,
  shared_token: 2,
  hmac_sha1: 3,
  hmac_sha256: 4,
  provider_default: 4,
};

const methodOf = (spec: Spec | null): string => textOf(valueAt(spec, 'verification', 'method')) ?? 'none';

/** The generic provider has no signature of its own, so its default proves nothing. */
const provesNothing = (spec: Spec): boolean =>
  methodOf(spec) === 'provider_default' && valueAt(spec, 'provider_template') === 'generic';

const strengthOf = (spec: Spec): number => (provesNothing(spec) ? 0 : (strengths[methodOf(spec)] ?? 0));
const secretOf = (spec: Spec | null): string | null => textOf(valueAt(spec, 'verification', 'secret_ref'));

function weakerMethod(base: Spec | null, proposed: Spec): string[] {
  const method = methodOf(proposed);
  const lost = base !== null && strengthOf(proposed) < strengthOf(base);
  const unverified = strengthOf(proposed) === 0 && (base === null || lost);
  if (unverified) return ['Nothing proves who sends the events: anybody who knows the address can.'];
  return lost ? [`${visible(methodOf(base))} becomes ${visible(method)}, which proves less.`] : [];
}

/** The field whose change weakens: the provider's, where the method keeps its name and only its meaning changes. */
function weakenedField(base: Spec | null, proposed: Spec): string {
  if (base === null || methodOf(base) !== methodOf(proposed)) return 'verification_method';
  return secretOf(proposed) === null ? 'secret_ref' : 'provider_template';
}

/** A create without verification counts too: what nothing verifies is open to anybody. */
export function verificationWeakened({ base, proposed }: Subject): Flag[] {
  const secretGone =
    secretOf(base) !== null && secretOf(proposed) === null ? ['The secret reference is removed.'] : [];
  const found = [...weakerMethod(base, proposed), ...secretGone];
  if (found.length === 0) return [];
  const title = base === null ? 'Senders are not verified' : 'Verification is weakened';
  return [
    {
      code: 'verification-weakened',
      tier: base !== null || inProduction(proposed) ? 'high' : 'medium',
      title,
      sentence: found.join(' '),
      field: weakenedField(base, proposed),
    },
  ];
}

export function secretReferenceChanged({ base, proposed }: Subject): Flag[] {
  const [before, after] = [secretOf(base), secretOf(proposed)];
  if (before === null || after === null || before === after) return [];
  return [
    {
      code: 'secret-reference-changed',
      tier: inProduction(base, proposed) ? 'high' : 'medium',
      title: 'Secret reference changed',
      sentence: `${visible(before)} becomes ${visible(after)}. Whoever knows the secret kept there can sign events.`,
      field: 'secret_ref',
    },
  ];
}
