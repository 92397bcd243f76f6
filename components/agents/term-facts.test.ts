import { expect, it } from 'vitest';
import { type KeyTerms, leastTerms } from '@/lib/domain/keys/key-terms';
import { termChanges, termFacts } from './term-facts';

const others: { [Name in keyof KeyTerms]: Partial<KeyTerms> } = {
  scopes: { scopes: ['mcp:read:drafts'] },
  allowed_tools: { allowed_tools: ['draft_list'] },
  rate_limit_per_min: { rate_limit_per_min: 7 },
  burst: { burst: 3 },
  max_pending_drafts: { max_pending_drafts: 2 },
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
  expect(termFacts(leastTerms)[0]).toEqual(['It may', 'Nothing']);
});
