import { describe, expect, it } from 'vitest';
import { endpoint } from '../resource/endpoint/endpoint';
import { appraise } from './appraise';
import type { Operation } from './draft';
import { movedTier, riskReason } from './risk-reason';

const live = endpoint.schema.parse({
  name: 'orders-webhook',
  provider_template: 'shopify',
  target_url: 'https://hooks.acme.com/orders',
  verification: { method: 'provider_default', secret_ref: 'secret://vault/acme/shopify#hmac' },
});
const known = { knownHosts: new Map([['hooks.acme.com', 4]]), firstDraftOfAgent: false };
const reasonOf = (operation: Operation, before: typeof live | null, after: typeof live | null) =>
  riskReason({ operation, type: 'endpoint' }, appraise(endpoint, operation, { before, after }, known));

describe('why a draft is not low', () => {
  it('names the changes that make it so, and not the lesser ones', () => {
    const changed = { ...live, target_url: 'https://hooks.acme.com/v2?a=1', timeout_seconds: 9 };
    expect(reasonOf('update', live, changed)).toBe('it changes Path and Query');
    expect(reasonOf('update', live, { ...live, target_url: 'https://hooks.acme.com/v2' })).toBe(
      'it changes Path',
    );
  });

  it('names the operation of a create or a delete', () => {
    expect(reasonOf('create', null, live)).toBe('it creates an endpoint');
    expect(reasonOf('delete', live, null)).toBe('it deletes an endpoint');
  });

  it('leaves it to a flag of the same tier, and says nothing of a low one', () => {
    expect(reasonOf('update', live, { ...live, target_url: 'https://in.example.net/orders' })).toBeNull();
    expect(reasonOf('update', live, { ...live, timeout_seconds: 9 })).toBeNull();
  });
});

it('says a tier that moved since the draft was proposed', () => {
  expect(movedTier('high', 'medium')).toBe('High now; medium when proposed');
  expect(movedTier('low', 'low')).toBeNull();
});
