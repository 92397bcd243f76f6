import { describe, expect, it } from 'vitest';
import { readKeyChange, readNewKey } from './key-request';
import { keyRefusals, leastTerms } from './key-terms';

const least = {
  name: 'bot',
  agent_identity: 'deploy-bot',
  purpose: 'Proposes endpoints for tests',
  days: 30,
};
const refusalOf = (input: unknown) => {
  const read = readNewKey(input);
  if (read.ok) throw new Error('it was taken');
  return read.refusal;
};
const termsOf = (over: Record<string, unknown>) => {
  const read = readNewKey({ ...least, ...over });
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value.terms;
};

describe('a key that is asked for', () => {
  it('is granted nothing that is not named: no scope, no data, and the usual pace', () => {
    expect(readNewKey(least)).toMatchObject({
      value: { terms: leastTerms, environment: 'dev', ownerId: null },
    });
    expect(leastTerms).toMatchObject({ scopes: [], data_classes: [], rate_limit_per_min: 60 });
  });

  it.each([
    ['mcp:write:endpoints'],
    ['mcp:draft:apply'],
    ['mcp:admin:keys'],
    ['mcp:*'],
    ['*'],
    ['mcp:read:health', 'mcp:gateway:call'],
  ])('holds no scope outside the closed list: %j, whatever else is wrong', (...scopes) => {
    expect(refusalOf({ scopes })).toMatchObject({ code: 'SCOPE_UNKNOWN' });
  });

  it('expands the wildcard of reading to scopes that read, and to nothing else', () => {
    const { scopes } = termsOf({ scopes: ['mcp:read:*'] });
    expect(scopes).toContain('mcp:read:logs');
    expect(scopes.filter((scope) => !scope.startsWith('mcp:read:'))).toEqual([]);
  });

  it('has an end: one to ninety days', () => {
    const { days: _, ...endless } = least;
    expect(refusalOf(endless).issues).toMatchObject([{ path: 'days', code: 'missing' }]);
    for (const days of [0, 91, 1.5, -1]) {
      expect(refusalOf({ ...least, days }).issues).toMatchObject([{ path: 'days' }]);
    }
  });

  it('names tools that exist and that its scopes open; there is no wildcard', () => {
    const scopes = ['mcp:read:drafts'];
    expect(termsOf({ scopes, allowed_tools: ['draft_list', 'draft_list'] }).allowed_tools).toEqual([
      'draft_list',
    ]);
    for (const tool of ['*', 'draft_*', 'list_drafts', 'draft_apply', 'endpoint_list']) {
      expect(refusalOf({ ...least, scopes, allowed_tools: ['draft_list', tool] })).toMatchObject({
        code: 'VALIDATION_FAILED',
        issues: [{ path: 'allowed_tools.1' }],
      });
    }
  });

  it.each([
    [{ rate_limit_per_min: 601 }, 'rate_limit_per_min'],
    [{ rate_limit_per_min: 0 }, 'rate_limit_per_min'],
    [{ refusals_per_min: keyRefusals.least - 1 }, 'refusals_per_min'],
    [{ refusals_per_min: keyRefusals.most + 1 }, 'refusals_per_min'],
    [{ rate_limit_per_min: 10, burst: 11 }, 'burst'],
    [{ purpose: 'short' }, 'purpose'],
    [{ environment: 'everywhere' }, 'environment'],
    [{ data_classes: ['secrets'] }, 'data_classes.0'],
    [{ ip_allowlist: ['10.0.0.0/33'] }, 'ip_allowlist.0'],
    [{ ip_allowlist: ['010.1.1.1'] }, 'ip_allowlist.0'],
    [{ client_cert_sha256: 'abc' }, 'client_cert_sha256'],
    [{ pinned_surface_hash: 'sha256:abc' }, 'pinned_surface_hash'],
    [{ human_owner_id: 'somebody' }, 'human_owner_id'],
    [{ label_scope: { 'zen/team': 'x' } }, 'label_scope.zen/team'],
    [{ every_environment: true }, ''],
    [{ tenant_id: 'other' }, ''],
  ])('refuses %j by its path', (over, path) => {
    const { code, issues } = refusalOf({ ...least, ...over });
    expect(code).toBe('VALIDATION_FAILED');
    expect(issues).toMatchObject([{ path }]);
  });

  it('keeps one spelling of addresses and certificates', () => {
    const terms = termsOf({
      ip_allowlist: ['10.1.2.3/8', '10.0.0.0/8', '198.51.100.7', '::ffff:192.0.2.1', '2001:DB8::1/32'],
      client_cert_sha256: 'AB:'.repeat(31) + 'AB',
    });
    expect(terms.ip_allowlist).toEqual(['10.0.0.0/8', '198.51.100.7/32', '192.0.2.1/32', '2001:db8::/32']);
    expect(terms.client_cert_sha256).toBe('ab'.repeat(32));
  });

  it('has a burst within a small rate without being told', () => {
    expect(termsOf({ rate_limit_per_min: 5 })).toMatchObject({ rate_limit_per_min: 5, burst: 5 });
  });
});

const change = (input: unknown) => {
  const read = readKeyChange(input);
  return read.ok ? read.value.terms(leastTerms) : read;
};

describe('a change that is asked for', () => {
  it('leaves what is left out, and takes null for what it is', () => {
    expect(change({ revision: 1, burst: 3 })).toEqual({ ok: true, value: { ...leastTerms, burst: 3 } });
    expect(change({ revision: 1, allowed_tools: [] })).toMatchObject({ value: { allowed_tools: [] } });
  });

  it('says which revision was seen, and holds rules between old and new', () => {
    expect(change({ burst: 3 })).toMatchObject({ refusal: { issues: [{ path: 'revision' }] } });
    expect(change({ revision: 1, rate_limit_per_min: 5 })).toMatchObject({
      refusal: { issues: [{ path: 'burst' }] },
    });
    expect(change({ revision: 1, environment: 'prod' })).toMatchObject({
      refusal: { code: 'VALIDATION_FAILED' },
    });
  });
});
