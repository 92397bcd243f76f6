import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { type KeyTerms, leastTerms } from '@/lib/domain/keys/key-terms';
import { scopes } from '@/lib/domain/keys/scope';
import { KeyTermsFields } from './key-terms-fields';
import { opensInShort, takes } from './key-words';
import { termChanges, termFacts } from './term-facts';

const others: { [Name in keyof KeyTerms]: Partial<KeyTerms> } = {
  scopes: { scopes: ['mcp:read:drafts'] },
  allowed_tools: { allowed_tools: ['draft_list'] },
  rate_limit_per_min: { rate_limit_per_min: 7 },
  burst: { burst: 3 },
  max_pending_drafts: { max_pending_drafts: 2 },
  refusals_per_min: { refusals_per_min: 40 },
  data_classes: { data_classes: ['public_docs'] },
  label_scope: { label_scope: { team: 'payments' } },
  ip_allowlist: { ip_allowlist: ['198.51.100.0/24'] },
  client_cert_sha256: { client_cert_sha256: 'ab'.repeat(32) },
  require_reason: { require_reason: true },
  pinned_surface_hash: { pinned_surface_hash: `sha256:${'0'.repeat(64)}` },
};

it.each(Object.entries(others))('a change of %s is told in words, and nothing else with it', (_, other) => {
  const changes = termChanges(leastTerms, { ...leastTerms, ...other });
  expect(changes).toHaveLength(1);
  expect(changes[0]?.before).not.toBe(changes[0]?.after);
});

it('the same terms are no change', () => {
  expect(termChanges(leastTerms, { ...leastTerms })).toEqual([]);
  expect(termFacts(leastTerms)[0]).toEqual(['It may', 'This key opens no tool']);
});

it('says what is really open, and what a scope that opens nothing lacks', () => {
  const held: KeyTerms['scopes'] = ['mcp:read:drafts', 'mcp:read:evidence'];
  const mayOf = (over: Partial<KeyTerms>) => termFacts({ ...leastTerms, scopes: held, ...over })[0]?.[1];
  const drafts: KeyTerms['data_classes'] = ['internal_engineering_docs'];
  expect(mayOf({ data_classes: drafts })).toBe(
    'Read drafts. Without effect: Read evidence (needs Production telemetry)',
  );
  expect(mayOf({ data_classes: [...drafts, 'production_telemetry'], allowed_tools: ['draft_list'] })).toBe(
    'Read drafts. Without effect: Read evidence (its tools are left out)',
  );
  expect(mayOf({})).toMatch(/^This key opens no tool\. Without effect: Read drafts/);
});

it('the line of a list counts what is open, not what is held', () => {
  const held: KeyTerms = { ...leastTerms, scopes: ['mcp:read:drafts', 'mcp:draft:create:endpoint'] };
  expect(opensInShort(held)).toBe('opens no tool');
  expect(opensInShort({ ...held, data_classes: ['internal_engineering_docs'] })).toBe(
    'proposes, reads 1 thing',
  );
});

it('beside each scope stands the data that its tools read', () => {
  expect(takes('mcp:read:evidence')).toBe('needs Production telemetry');
  const html = renderToStaticMarkup(
    createElement(KeyTermsFields, { terms: leastTerms, ownerRole: 'operator', wrong: () => null }),
  );
  for (const scope of scopes) {
    expect(html).toMatch(new RegExp(`${scope}</span>[^/]*${takes(scope)}`));
  }
});
