import { getDomainWithoutSuffix } from 'tldts';
import type { Flag, RiskTier } from '../../../draft/risk';
import { skeleton } from '../../../text/confusables';
import { editDistance } from '../../../text/edit-distance';
import { unicodeHost } from '../../../text/punycode';
import { visible } from '../../../text/visible';
import { registrable, type Subject } from './subject';

const limit = 2;

type Likeness = { host: string; count: number; rank: number; tier: RiskTier; why: string };

/** Two edits turn any three letters into three others, so a short name has to look the same. */
function domainsAlike(known: string, proposed: string): boolean {
  if (skeleton(unicodeHost(known)) === skeleton(unicodeHost(proposed))) return true;
  const length = getDomainWithoutSuffix(known)?.length ?? 0;
  return length >= 6 && editDistance(known, proposed, limit) <= limit;
}

const carries = (proposed: string, known: string): boolean =>
  proposed.startsWith(`${known}.`) ||
  proposed.includes(`.${known}.`) ||
  proposed.includes(`${known.replaceAll('.', '-')}.`);

function likeness(known: string, proposed: string): Omit<Likeness, 'host' | 'count'> | null {
  const [ours, theirs] = [registrable(known), registrable(proposed)];
  if (skeleton(unicodeHost(known)) === skeleton(unicodeHost(proposed))) {
    return { rank: 0, tier: 'high', why: 'The proposed host looks the same to the eye.' };
  }
  const edits = ours === theirs ? editsWithin(known, proposed) : limit;
  const distance = editDistance(unicodeHost(known), unicodeHost(proposed), limit);
  if (distance <= edits) {
    if (ours === theirs && areSiblings(known, proposed)) return null;
    const why = `The proposed host differs in ${distance} character${distance === 1 ? '' : 's'}.`;
    return { rank: distance, tier: ours === theirs ? 'medium' : 'high', why };
  }
  return ours === theirs ? null : domainLikeness(ours, theirs, proposed);
}

/** How many edits make two hosts of one owner alike: `ci`, `crm` and `api` are words, not slips of one another. */
function editsWithin(known: string, proposed: string): number {
  const theirs = proposed.split('.');
  const differing = known.split('.').flatMap((label, at) => {
    const other = theirs[at] ?? '';
    return label === other ? [] : [label, other];
  });
  if (!differing.every((label) => /^[a-z]*$/.test(label))) return limit;
  return Math.min(limit, Math.floor(Math.max(...differing.map((label) => label.length)) / 5));
}

const numberless = (host: string): string => host.replace(/^[^.]+/, (label) => label.replace(/\d+/g, ''));

/** Two hosts of one owner whose first labels differ in numbers alone, not impostors: `hooks1`, `hooks2`. */
const areSiblings = (known: string, proposed: string): boolean => numberless(known) === numberless(proposed);

function domainLikeness(
  ours: string,
  theirs: string,
  proposed: string,
): Omit<Likeness, 'host' | 'count'> | null {
  if (carries(proposed, ours)) {
    const why = `The proposed host carries ${visible(ours)} inside ${visible(theirs)}.`;
    return { rank: 3, tier: 'high', why };
  }
  return domainsAlike(ours, theirs)
    ? { rank: 4, tier: 'high', why: `The domain ${visible(theirs)} looks like ${visible(ours)}.` }
    : null;
}

function comparison(live: string, proposed: string): NonNullable<Flag['compare']> {
  const shown = unicodeHost(proposed);
  const both = { live: visible(unicodeHost(live)), proposed: visible(shown) };
  return shown === proposed ? both : { ...both, ascii: visible(proposed) };
}

/** Whether the new host is easily taken for one that this tenant already uses. */
export function lookalikeHost({ newHost, hosts }: Subject): Flag[] {
  if (newHost === null || hosts.has(newHost)) return [];
  const [closest] = [...hosts]
    .flatMap(([host, count]): Likeness[] => {
      const alike = likeness(host, newHost);
      return alike === null ? [] : [{ host, count, ...alike }];
    })
    .toSorted((a, b) => a.rank - b.rank || b.count - a.count);
  if (closest === undefined) return [];
  const live = visible(closest.host);
  const used =
    closest.count === 1
      ? `1 live endpoint sends to ${live}.`
      : `${closest.count} live endpoints send to ${live}.`;
  return [
    {
      code: 'lookalike-host',
      tier: closest.tier,
      title: 'Looks like a live host',
      sentence: `${used} ${closest.why}`,
      field: 'target_host',
      compare: comparison(closest.host, newHost),
    },
  ];
}
