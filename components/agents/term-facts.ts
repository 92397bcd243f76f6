import type { KeyTerms } from '@/lib/domain/keys/key-terms';
import { standingOfScopes } from '@/lib/domain/keys/open-tools';
import type { DataClass } from '@/lib/domain/policy/data-class';
import { visible } from '@/lib/domain/text/visible';
import { dataClassNames, opensNoTool, scopeWords } from './key-words';

const listed = (texts: readonly string[], none: string): string =>
  texts.length === 0 ? none : texts.map((text) => visible(text)).join(', ');

/** One term of a key in words, under its name. */
export type TermFact = readonly [name: string, words: string];

/** What a key really opens, and which scopes open nothing for want of what. */
function mayWords(terms: KeyTerms): string {
  const standing = standingOfScopes(terms);
  const open = standing.flatMap((one) => (one.open ? [scopeWords[one.scope]] : []));
  const idle = standing.flatMap(({ scope, open: isOpen, lacks }) =>
    isOpen ? [] : [`${scopeWords[scope]} (${whatItLacks(lacks)})`],
  );
  const without = idle.length === 0 ? '' : `. Without effect: ${idle.join(', ')}`;
  return `${listed(open, opensNoTool)}${without}`;
}

const whatItLacks = (lacks: readonly DataClass[]): string =>
  lacks.length === 0
    ? 'its tools are left out'
    : `needs ${lacks.map((one) => dataClassNames[one]).join(', ')}`;

/** What the terms of a key come to, in words. */
export function termFacts(terms: KeyTerms): readonly TermFact[] {
  const labels = Object.entries(terms.label_scope).map(([label, value]) => `${label} = ${value}`);
  const data = terms.data_classes.map((one) => dataClassNames[one]);
  return [
    ['It may', mayWords(terms)],
    [
      'Tools',
      terms.allowed_tools === null ? 'Every tool that it may use' : listed(terms.allowed_tools, 'None'),
    ],
    ['Data', listed(data, 'None')],
    ['Labels', listed(labels, 'Any')],
    ['Addresses', listed(terms.ip_allowlist, 'Any')],
    ['Pace', `${terms.rate_limit_per_min} calls a minute, ${terms.burst} at once`],
    ['Waiting drafts', `At most ${terms.max_pending_drafts}`],
    ['Refusals', `When they weigh ${terms.refusals_per_min} in a minute, it is paused`],
    ['Certificate', terms.client_cert_sha256 ?? 'None is asked for'],
    ['Tool surface', terms.pinned_surface_hash ?? 'Not pinned'],
    ['Reason', terms.require_reason ? 'Every call must say why' : 'Calls need not say why'],
  ];
}

export type TermChange = { name: string; before: string; after: string };

/** What is different between two sets of terms, in words. */
export function termChanges(before: KeyTerms, after: KeyTerms): readonly TermChange[] {
  const now = new Map(termFacts(after));
  return termFacts(before).flatMap(([name, words]) => {
    const other = now.get(name) ?? '';
    return other === words ? [] : [{ name, before: words, after: other }];
  });
}
