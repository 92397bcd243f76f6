import { expect, it } from 'vitest';
import { exceedsConsent } from './consent-ceiling';
import { type KeyTerms, leastTerms } from './key-terms';

const given: KeyTerms = {
  ...leastTerms,
  scopes: ['mcp:read:drafts'],
  allowed_tools: ['draft_list'],
  data_classes: ['internal_engineering_docs'],
  label_scope: { team: 'payments' },
  ip_allowlist: ['198.51.100.0/24'],
  client_cert_sha256: 'a'.repeat(64),
  require_reason: true,
  pinned_surface_hash: `sha256:${'a'.repeat(64)}`,
};
const consent = {
  clientId: 'https://editor.test/client.json',
  clientName: 'Editor',
  redirectHost: 'editor.test',
  by: { id: 'usr_1', name: 'Robin' },
  at: new Date(0),
  terms: given,
};
const beyond = (over: Partial<KeyTerms>, terms = given) =>
  exceedsConsent({ ...given, ...over }, { ...consent, terms });

it.each<Partial<KeyTerms>>([
  { scopes: ['mcp:read:drafts', 'mcp:read:health'] },
  { allowed_tools: null },
  { allowed_tools: ['draft_list', 'draft_show'] },
  { rate_limit_per_min: 61 },
  { burst: 61 },
  { max_pending_drafts: 26 },
  { data_classes: ['internal_engineering_docs', 'customer_data'] },
  { label_scope: {} },
  { label_scope: { team: 'other' } },
  { ip_allowlist: [] },
  { ip_allowlist: ['198.51.100.0/24', '203.0.113.0/24'] },
  { client_cert_sha256: null },
  { require_reason: false },
  { pinned_surface_hash: null },
])('%j is more than was consented to', (over) => {
  expect(beyond(over)).toMatchObject({
    code: 'EXCEEDS_OWNER',
    message: expect.stringContaining(Object.keys(over)[0] ?? '-'),
  });
});

it('the same, less, and what binds it closer are not', () => {
  expect(beyond({})).toBeNull();
  expect(beyond({ scopes: [], data_classes: [], allowed_tools: [], burst: 1 })).toBeNull();
  expect(beyond({ label_scope: { team: 'payments', tier: '1' } })).toBeNull();
  expect(beyond({}, { ...leastTerms, scopes: given.scopes, data_classes: given.data_classes })).toBeNull();
});

it('a key that an operator issued has no such ceiling', () => {
  expect(exceedsConsent({ ...given, scopes: ['mcp:read:health'] }, null)).toBeNull();
});
