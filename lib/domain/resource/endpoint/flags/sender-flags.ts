import type { Flag } from '../../../draft/risk';
import { visible } from '../../../text/visible';
import { isWholeInternet } from '../../atom/ip-range';
import { textOf, valueAt } from '../../read-value';
import type { Spec } from '../../resource-kind';
import { environmentOf, inProduction } from '../facts';
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
      chip: 'Provider changed',
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

/** `generic` has no signature of its own, so its default proves nothing. */
const provesNothing = (spec: Spec): boolean =>
  methodOf(spec) === 'provider_default' && valueAt(spec, 'provider_template') === 'generic';

const strengthOf = (spec: Spec): number => (provesNothing(spec) ? 0 : (strengths[methodOf(spec)] ?? 0));
const hasSecret = (spec: Spec | null): boolean => valueAt(spec, 'verification', 'secret_ref') !== undefined;

function rangesOf(spec: Spec | null): string[] {
  const ranges = valueAt(spec, 'ip_allowlist');
  return Array.isArray(ranges) ? ranges.filter((range) => typeof range === 'string') : [];
}

function weakerMethod(base: Spec | null, proposed: Spec): string[] {
  const method = methodOf(proposed);
  const lost = base !== null && strengthOf(proposed) < strengthOf(base);
  const unverified = strengthOf(proposed) === 0 && (base === null || lost);
  if (unverified) return ['Nothing proves who sends the events: anybody who knows the address can.'];
  return lost ? [`${visible(methodOf(base))} becomes ${visible(method)}, which proves less.`] : [];
}

/** Whoever chooses the secret can sign events. */
export function secretReferenceChanged({ base, proposed }: Subject): Flag[] {
  const [before, after] = [base, proposed].map((spec) => textOf(valueAt(spec, 'verification', 'secret_ref')));
  if (typeof before !== 'string' || typeof after !== 'string' || before === after) return [];
  return [
    {
      code: 'secret-reference-changed',
      tier: inProduction(base, proposed) ? 'high' : 'medium',
      title: 'Another secret verifies senders',
      sentence: `${visible(before)} becomes ${visible(after)}. Whoever holds the new secret can send events.`,
      field: 'secret_ref',
      chip: 'Other secret',
    },
  ];
}

function widerRanges(base: Spec | null, proposed: Spec): string[] {
  const [before, after] = [rangesOf(base), rangesOf(proposed)];
  const open = after.find((range) => isWholeInternet(range) && !before.includes(range));
  if (open !== undefined) return [`${visible(open)} lets every address send.`];
  return before.length > 0 && after.length === 0
    ? ['The IP allow-list is gone: every address may send.']
    : [];
}

const isGrave = (base: Spec | null, proposed: Spec, ranges: readonly string[]): boolean =>
  base !== null || ranges.length > 0 || environmentOf(proposed) === 'prod';

/** A create without verification counts too: what nothing verifies is open to anybody. */
export function verificationWeakened({ base, proposed }: Subject): Flag[] {
  const secretGone = hasSecret(base) && !hasSecret(proposed) ? ['The secret reference is removed.'] : [];
  const method = [...weakerMethod(base, proposed), ...secretGone];
  const ranges = widerRanges(base, proposed);
  if (method.length + ranges.length === 0) return [];
  const [title, chip] =
    base === null
      ? ['Senders are not verified', 'Unverified']
      : ['Verification is weakened', 'Weaker verification'];
  return [
    {
      code: 'verification-weakened',
      tier: isGrave(base, proposed, ranges) ? 'high' : 'medium',
      title,
      sentence: [...method, ...ranges].join(' '),
      field: method.length === 0 ? 'ip_allowlist' : 'verification_method',
      chip,
    },
  ];
}
