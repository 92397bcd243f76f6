import { describe, expect, it } from 'vitest';
import type { Spec } from '../../resource-kind';
import { ordersWebhook } from '../testing/orders-webhook';
import { endpointFlags } from './endpoint-flags';

const hosts =
  'hooks.acme.com webhook.site hooks.slack.com script.google.com prod-1.westeurope.logic.azure.com';
const context = {
  knownHosts: new Map(hosts.split(' ').map((host) => [host, 1])),
  firstDraftOfAgent: false,
};
const production: Spec = { ...ordersWebhook, environment: 'prod' };
const raised = (base: Spec | null, proposed: Spec) =>
  endpointFlags(base, proposed, context).map(({ code, tier, field }) => [code, tier, field].join(' '));
/** What a change raises in staging and in production. */
const bothWays = (before: object, after: object) =>
  ['staging', 'prod'].map((environment) =>
    raised({ ...production, ...before, environment }, { ...production, ...after, environment }),
  );
const create = (target_url: string) => raised(null, { ...production, target_url });

const signed = (over: object) => ({
  verification: { method: 'hmac_sha256', secret_ref: 'secret://vault/a', ...over },
});
const from = (before: string, after: string) =>
  raised({ ...production, target_url: before }, { ...production, target_url: after });

describe('fewer events', () => {
  it.each<[string, string[], string[], string | null]>([
    ['all to a name', ['*'], ['never.happens'], 'high'],
    ['all to a prefix', ['*'], ['charge.*'], 'high'],
    ['a prefix to a name', ['charge.*'], ['charge.paid'], 'high'],
    ['other names', ['a', 'b'], ['c'], 'high'],
    ['one of three stays', ['a', 'b', 'c'], ['a'], 'high'],
    ['one of two stays', ['a', 'b'], ['a'], 'medium'],
    ['under a prefix', ['charge.paid', 'charge.lost'], ['charge.*'], null],
    ['a prefix of a prefix', ['charge.paid.*'], ['charge.*'], null],
    ['more', ['a'], ['a', 'b'], null],
    ['all', ['a'], ['*'], null],
  ])('%s', (_, before, after, tier) => {
    const flags = (grave: string) => (tier === null ? [] : [`events-narrowed ${grave} events`]);
    expect(bothWays({ events: before }, { events: after })).toEqual([flags('medium'), flags(tier ?? '')]);
  });

  it('says what arrived and what will', () => {
    const [flag] = endpointFlags(production, { ...production, events: ['never.happens'] }, context);
    expect(flag?.sentence).toBe('Every event arrived; now only never.happens will.');
  });
});

const pathChanged = 'target-account-changed high target_path';
const redirect = 'open-redirect-like medium';

describe('the target', () => {
  it.each<[string, string, string[]]>([
    ['https://webhook.site/ours', 'https://webhook.site/theirs', [pathChanged]],
    ['https://hooks.slack.com/services/T1/B1', 'https://hooks.slack.com/services/T2/B2', [pathChanged]],
    ['https://script.google.com/macros/s/A/exec', 'https://script.google.com/macros/s/B/exec', [pathChanged]],
    [
      'https://prod-1.westeurope.logic.azure.com/workflows/a',
      'https://prod-1.westeurope.logic.azure.com/workflows/b',
      [pathChanged],
    ],
    ['https://hooks.acme.com/orders', 'https://hooks.slack.com/services/T2/B2', [pathChanged]],
    [
      'https://script.google.com/a?n=1',
      'https://script.google.com/a?n=2',
      ['target-account-changed high target_query'],
    ],
    ['https://hooks.acme.com/a', 'https://hooks.acme.com/b', []],
  ])('of a host that serves anybody: %s to %s', (before, after, flags) => {
    expect(from(before, after)).toEqual(flags);
  });

  it('is looked at in a create too, where the host is known', () => {
    expect(create('https://hooks.slack.com/services/T2')).toEqual([pathChanged]);
    expect(create('https://hooks.zapier.com/hooks/1')).toEqual(['new-domain high target_host']);
  });

  it.each<[string, string]>([
    ['/a/../admin', 'target_url'],
    ['/a/%2e%2E/admin', 'target_url'],
    ['/a%2f..%2fadmin', 'target_path'],
    ['/a/..%252fadmin', 'target_path'],
    ['//evil.example/x', 'target_path'],
    ['/go/https://evil.example', 'target_path'],
    ['/go?next=https://evil.example', 'target_query'],
    ['/go?next=//evil.example', 'target_query'],
    ['/go?next=https%3A%2F%2Fevil.example', 'target_query'],
    ['/go?next=https%253A%252F%252Fevil.example', 'target_query'],
    ['/go?https://evil.example', 'target_query'],
  ])('may lead elsewhere: %s', (path, field) => {
    expect(from('https://hooks.acme.com/orders', `https://hooks.acme.com${path}`)).toEqual([
      `${redirect} ${field}`,
    ]);
  });

  it.each(['/a..b/c', '/v1.0/a', '/go?next=/orders', '/go?ratio=16:9', '/go?q=a/b//c'])(
    'leads where it says: %s',
    (path) => {
      expect(from('https://hooks.acme.com/orders', `https://hooks.acme.com${path}`)).toEqual([]);
    },
  );

  it.each([
    'code',
    'jwt',
    'pass',
    'pw',
    'accesskey',
    'hmac',
    'sig',
    'accessToken',
    'X-Api-Key2',
    'client_secret',
  ])('carries a credential: ?%s=', (name) => {
    expect(from('https://hooks.acme.com/', `https://hooks.acme.com/?${name}=1`)).toEqual([
      'query-credential high target_query',
    ]);
  });

  it.each(['country_code', 'zipCode', 'monkey', 'encode', 'compass', 'design'])(
    'carries none: ?%s=',
    (name) => {
      expect(from('https://hooks.acme.com/', `https://hooks.acme.com/?${name}=1`)).toEqual([]);
    },
  );
});

describe('how a signature is read', () => {
  it.each<[string, object, object, string | null]>([
    ['wider', { tolerance_seconds: 60 }, { tolerance_seconds: 61 }, 'signature-tolerance-widened'],
    ['gone', { tolerance_seconds: 60 }, {}, 'signature-tolerance-widened'],
    ['wider than usual', {}, { tolerance_seconds: 900 }, 'signature-tolerance-widened'],
    ['narrower', { tolerance_seconds: 60 }, { tolerance_seconds: 30 }, null],
    ['as usual', {}, { tolerance_seconds: 300 }, null],
    ['another header', { header: 'X-A' }, { header: 'X-B' }, 'signature-header-changed'],
    ['no header', { header: 'X-A' }, {}, 'signature-header-changed'],
    ['a header', {}, { header: 'X-A' }, 'signature-header-changed'],
  ])('%s', (_, before, after, code) => {
    const field = code === 'signature-header-changed' ? 'verification_header' : 'tolerance_seconds';
    const flags = (tier: string) => (code === null ? [] : [`${code} ${tier} ${field}`]);
    expect(bothWays(signed(before), signed(after))).toEqual([flags('medium'), flags('high')]);
  });
});

describe('a header by which requests are routed', () => {
  it.each([
    'Forwarded',
    'X-Forwarded-Host',
    'X-Forwarded-For',
    'X-Original-URL',
    'X-Rewrite-URL',
    'X-HTTP-Method-Override',
    'X-Host',
    'X-Original-Host',
    'X-Real-IP',
  ])('%s', (name) => {
    const changed = (headers: object) => raised(production, { ...production, headers });
    expect(changed({ [name]: 'evil.example' })).toEqual([`routing-header high header:${name}`]);
    expect(
      raised({ ...production, headers: { [name]: 'a' } }, { ...production, headers: { [name]: 'a' } }),
    ).toEqual([]);
  });

  it.each(['X-Team', 'X-Forward', 'Ghost', 'Accept'])('is not %s', (name) => {
    expect(raised(production, { ...production, headers: { [name]: 'a' } })).toEqual([]);
  });
});
