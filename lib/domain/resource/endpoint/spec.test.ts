import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from '../../evidence/canonical-json';
import { endpointExamples } from './examples';
import { endpointSpec } from './spec';

const least = { name: 'orders', provider_template: 'generic', target_url: 'https://hooks.acme.com/orders' };
const withHmac = (more: object) => ({
  verification: { method: 'hmac_sha256', secret_ref: 'secret://env/A', ...more },
});

describe('endpointSpec', () => {
  it('fills in the defaults', () => {
    expect(endpointSpec.parse(least)).toEqual({
      ...least,
      events: ['*'],
      ip_allowlist: [],
      headers: {},
      retry: { max_attempts: 5, backoff: 'exponential', initial_seconds: 1, max_seconds: 60 },
      timeout_seconds: 30,
      max_payload_bytes: 262_144,
      environment: 'dev',
      enabled: true,
      labels: {},
    });
  });

  it('has the same canonical form before and after a second parse', () => {
    expect(endpointExamples).toHaveLength(8);
    for (const example of endpointExamples) {
      expect(canonicalJson(endpointSpec.parse(example))).toBe(canonicalJson(example));
    }
  });

  it.each<[string, object]>([
    ['shopify topics', { events: ['orders/create', 'app/*'.replace('/*', '.*')] }],
    ['every header character', { headers: { "X-!#$%&'*+.^_`|~9": ' ~' } }],
    [
      '20 labels',
      { labels: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, 'v'])) },
    ],
    ['IPv6 range', { ip_allowlist: ['2001:db8::/32', '::1', '0.0.0.0/0'] }],
    ['hidden characters in a description, which are flagged', { description: 'a\u202eb\nc' }],
    ['method none', { verification: { method: 'none' } }],
    ['no attempts', { retry: { max_attempts: 0 } }],
  ])('accepts %s', (_, more) => {
    expect(endpointSpec.safeParse({ ...least, ...more }).error?.issues).toBeUndefined();
  });

  it.each<[path: string, more: object]>([
    ['', { run_as: 'root' }],
    ['', Object.fromEntries([['__proto__', { name: 'x' }]])],
    ['name', { name: 'Bad_Name' }],
    ['name', { name: 'ab' }],
    ['name', { name: '-orders' }],
    ['name', { name: 'a'.repeat(64) }],
    ['provider_template', { provider_template: 'paypal' }],
    ['target_url', { target_url: 'javascript:alert(1)' }],
    ['description', { description: 'a'.repeat(501) }],
    ['description', { description: 'a\u0000' }],
    ['description', { description: '\ud800' }],
    ['description', { description: null }],
    ['events', { events: [] }],
    ['events', { events: ['push', 'push'] }],
    ['events.0', { events: ['a, b'] }],
    ['events.0', { events: ['*.created'] }],
    ['verification.secret_ref', { verification: { method: 'provider_default' } }],
    ['verification.secret_ref', withHmac({ secret_ref: ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_') })],
    ['verification.secret_ref', withHmac({ secret_ref: 'secret://vault' })],
    ['verification.header', withHmac({ method: 'header' })],
    ['verification.tolerance_seconds', withHmac({ tolerance_seconds: 901 })],
    ['verification', withHmac({ algorithm: 'md5' })],
    ['ip_allowlist', { verification: { method: 'ip_allowlist' } }],
    ['ip_allowlist.0', { ip_allowlist: ['10.0.0.0/99'] }],
    ['ip_allowlist.0', { ip_allowlist: ['10.1'] }],
    ['ip_allowlist.0', { ip_allowlist: ['fe80::1%eth0'] }],
    ['headers.Authorization', { headers: { Authorization: 'x' } }],
    ['headers.transfer-encoding', { headers: { 'transfer-encoding': 'chunked' } }],
    ['headers.X A', { headers: { 'X A': 'x' } }],
    ['headers.x-a', { headers: { 'X-A': '1', 'x-a': '2' } }],
    ['headers.X-A', { headers: { 'X-A': 'a\r\nX-B: c' } }],
    [
      'headers',
      { headers: Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`X-${index}`, ''])) },
    ],
    ['retry.max_seconds', { retry: { initial_seconds: 60, max_seconds: 1 } }],
    ['retry.max_attempts', { retry: { max_attempts: 11 } }],
    ['timeout_seconds', { timeout_seconds: 1.5 }],
    ['timeout_seconds', { timeout_seconds: '30' }],
    ['max_payload_bytes', { max_payload_bytes: 1_048_577 }],
    ['environment', { environment: 'production' }],
    ['labels.countersign/owner', { labels: { 'countersign/owner': 'x' } }],
    ['labels.zen.io/env', { labels: { 'zen.io/env': 'x' } }],
    ['labels.gate.io/env', { labels: { 'gate.io/env': 'prod' } }],
    ['labels.TEAM', { labels: { team: 'a', TEAM: 'b' } }],
    ['labels.team', { labels: { team: 'a'.repeat(64) } }],
    ['labels', { labels: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, ''])) }],
  ])('refuses at %j: %j', (path, more) => {
    const input = Object.defineProperties({ ...least }, Object.getOwnPropertyDescriptors(more));
    expect(endpointSpec.safeParse(input).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('reports everything that is wrong in one answer', () => {
    const bad = {
      ...least,
      name: 'Bad_Name',
      target_url: 'javascript:alert(1)',
      run_as: 'root',
      labels: { 'zen/a': '' },
    };
    expect(endpointSpec.safeParse(bad).error?.issues).toHaveLength(4);
  });

  it('has a strict JSON Schema in which every field is described and nothing may be null', () => {
    const schema = z.toJSONSchema(endpointSpec, { io: 'input' });
    expect(schema).toMatchObject({
      additionalProperties: false,
      required: ['name', 'provider_template', 'target_url'],
      properties: { labels: { maxProperties: 20 }, target_url: { maxLength: 2048 } },
    });
    const undescribed = Object.entries(schema.properties ?? {}).filter(
      ([, field]) => typeof field !== 'object' || field.description === undefined,
    );
    expect(undescribed).toEqual([]);
    expect(JSON.stringify(schema)).not.toContain('"null"');
  });
});
