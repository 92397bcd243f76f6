import type { Flag, RiskTier } from '../../../draft/risk';
import { valueAt } from '../../../json/read-value';
import { visible } from '../../../text/visible';
import { contains, coverOf, prefixesOf } from '../../atom/ip-cover';
import type { Spec } from '../../resource-kind';
import type { Subject } from './subject';

const families = [
  { family: 'ipv4', name: 'IPv4', wide: 8, vast: 2 },
  // A regional registry holds a /12 of IPv6, so that much is a continent of senders.
  { family: 'ipv6', name: 'IPv6', wide: 32, vast: 12 },
] as const;

function rangesOf(spec: Spec | null): string[] {
  const ranges = valueAt(spec, 'ip_allowlist');
  return Array.isArray(ranges) ? ranges.filter((range) => typeof range === 'string') : [];
}

/** How far a list reaches, in words, when it is too far to be a list of senders. */
function reachOf(ranges: readonly string[]): { tier: RiskTier; words: string[] } {
  const prefixes = prefixesOf(coverOf(ranges));
  const found = families.flatMap(({ family, name, wide, vast }) => {
    const prefix = prefixes[family];
    if (prefix === null || prefix >= wide) return [];
    const words =
      prefix === 0 ? `Every ${name} address may send.` : `The list is as large as an ${name} /${prefix}.`;
    return [{ vast: prefix <= vast, words }];
  });
  return { tier: found.some(({ vast }) => vast) ? 'high' : 'medium', words: found.map(({ words }) => words) };
}

const named = (ranges: readonly string[]): string => {
  const rest = ranges.length > 3 ? ` and ${ranges.length - 3} more` : '';
  return `${visible(ranges.slice(0, 3).join(', '))}${rest} may send that could not before.`;
};

function widening(before: readonly string[], after: readonly string[]): { tier: RiskTier; words: string[] } {
  if (after.length === 0) {
    const words = before.length === 0 ? [] : ['The IP allow-list is gone: every address may send.'];
    return { tier: 'high', words };
  }
  const reach = reachOf(after);
  if (before.length === 0) return reach;
  const had = coverOf(before);
  const added = after.filter((range) => !contains(had, coverOf([range])));
  return added.length === 0
    ? { tier: 'low', words: [] }
    : { tier: reach.tier, words: [named(added), ...reach.words] };
}

/** An empty list lets everybody send, so any list is narrower than none. */
export function allowlistWidened({ base, proposed }: Subject): Flag[] {
  const before = rangesOf(base);
  const { tier, words } = widening(before, rangesOf(proposed));
  if (words.length === 0) return [];
  return [
    {
      code: 'allowlist-widened',
      tier,
      title: before.length === 0 ? 'IP allow-list is wide' : 'IP allow-list is widened',
      sentence: words.join(' '),
      field: 'ip_allowlist',
    },
  ];
}
