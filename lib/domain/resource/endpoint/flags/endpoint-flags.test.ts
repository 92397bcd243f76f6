import { domainToASCII } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../registry';
import type { Spec } from '../../resource-kind';
import { ordersWebhook } from '../testing/orders-webhook';
import { endpointFlags } from './endpoint-flags';

const live = { ...ordersWebhook, ip_allowlist: ['203.0.113.0/24'] };
const production: Spec = { ...live, environment: 'prod' };
const knownHosts = new Map([
  ['hooks.acme.com', 4],
  ['payments.acme.com', 37],
  ['hooks.acme.dev', 3],
  ['acme-team.github.io', 1],
]);
const context = { knownHosts, firstDraftOfAgent: false };

const raised = (change: object, base: Spec | null = live) =>
  endpointFlags(base, { ...(base ?? live), ...change }, context).map(({ code, tier, field }) =>
    [code, tier, field].join(' '),
  );
const to = (url: string) => raised({ target_url: url });
const flag = (code: string, change: object, base: Spec | null = live) =>
  endpointFlags(base, { ...(base ?? live), ...change }, context).find((found) => found.code === code);

const cyrillic = domainToASCII('hooks.\u0430cme.com');

const tierOfCreate = (spec: Spec) =>
  endpointFlags(null, spec, context).find(({ code }) => code === 'verification-weakened')?.tier;
const raisedByDelete = (base: Spec) =>
  endpointFlags(base, null, context).map(({ code, tier }) => `${code} ${tier}`);

const newDomain = 'new-domain high target_host';
const lookalike = 'lookalike-host high target_host';
const newHost = 'new-host medium target_host';

describe('the target', () => {
  it.each<[string, string[]]>([
    ['https://hooks.acme.com/other', []],
    ['https://api.acme.com/orders', [newHost]],
    ['https://hooks.acme.dev/orders', []],
    ['https://hooks2.acme.com/orders', [newHost]],
    ['https://a1.b1.acme.com/orders', [newHost]],
    ['https://a1.b2.acme.com/orders', [newHost]],
    ['https://h0oks.acme.com/orders', [lookalike]],
    ['https://books.acme.com/orders', ['lookalike-host medium target_host']],
    ['https://hook.acme.com/orders', ['lookalike-host medium target_host']],
    ['https://unrelated.example.net/', [newDomain]],
    ['https://somebody-else.github.io/', [newDomain]],
    ['https://hooks.acrne.com/orders', [lookalike, newDomain]],
    ['https://hooks.acme.co/orders', [lookalike, newDomain]],
    ['https://api.acrne.com/orders', [lookalike, newDomain]],
    ['https://hooks.acme.com.evil.io/orders', [lookalike, newDomain]],
    ['https://hooks-acme-com.evil.io/orders', [lookalike, newDomain]],
    [
      `https://${cyrillic}/orders`,
      [lookalike, newDomain, 'punycode high target_host', 'mixed-script high target_host'],
    ],
    ['https://hooks.xn--bcher-kva.de/', [newDomain, 'punycode high target_host']],
    ['https://8.8.8.8/orders', [newDomain, 'ip-literal high target_host']],
    ['https://[2606:4700:4700::1111]/orders', [newDomain, 'ip-literal high target_host']],
    ['https://hooks.acme.com:8443/orders', ['port-unusual medium target_port']],
    ['https://hooks.acme.com/orders?token=abc', ['query-credential high target_query']],
    ['https://hooks.acme.com/orders?x-api-key=abc', ['query-credential high target_query']],
    ['https://hooks.acme.com/orders?source=eu&keyboard=de', []],
  ])('%s', (url, flags) => {
    expect(to(url)).toEqual(flags);
  });

  it.each([
    ['crm.acme.com', 'ci.acme.com', 'new-host'],
    ['api.acme.com', 'app.acme.com', 'new-host'],
    ['shop.eu.acme.com', 'ship.eu.acme.com', 'new-host'],
    ['crm.acme.com', 'crrn.acme.com', 'lookalike-host'],
    ['api.acme.com', 'ap1.acme.com', 'lookalike-host'],
    ['payments.acme.com', 'paymets.acme.com', 'lookalike-host'],
    ['crm.acme.com', 'crm.acne.com', 'lookalike-host new-domain'],
    ['crm.acmecorp.com', 'crm.acmeccrp.com', 'lookalike-host new-domain'],
  ])('beside %s, %s is %s', (known, proposed, codes) => {
    const spec = { ...live, target_url: `https://${proposed}/orders` };
    const beside = { knownHosts: new Map([[known, 2]]), firstDraftOfAgent: false };
    expect(
      endpointFlags(null, spec, beside)
        .map(({ code }) => code)
        .join(' '),
    ).toBe(codes);
  });

  it('names the live host, the number of its users and both spellings', () => {
    expect(flag('lookalike-host', { target_url: 'https://hooks.acrne.com/orders' })).toMatchObject({
      sentence: '4 live endpoints send to hooks.acme.com. The proposed host looks the same to the eye.',
      compare: { live: 'hooks.acme.com', proposed: 'hooks.acrne.com' },
    });
    expect(flag('lookalike-host', { target_url: `https://${cyrillic}/` })?.compare?.proposed).toBe(
      'hooks.\u0430cme.com',
    );
    expect(flag('new-domain', { target_url: 'https://hooks.acrne.com/orders' })?.sentence).toBe(
      'acrne.com has never received traffic from this tenant. ' +
        'Every live endpoint uses acme.com (41), acme.dev (3) or acme-team.github.io (1).',
    );
  });

  it('raises nothing for a first endpoint but the new domain', () => {
    const first = endpointFlags(null, live, { knownHosts: new Map(), firstDraftOfAgent: false });
    expect(first.map(({ code, sentence }) => [code, sentence])).toEqual([
      ['new-domain', 'acme.com has never received traffic from this tenant. No live endpoint exists yet.'],
    ]);
  });
});

const secret = 'secret://vault/acme/shopify#hmac';
const weaker = 'verification-weakened high verification_method';

describe('the sender', () => {
  it.each<[string, object, string[]]>([
    [
      'another provider',
      { provider_template: 'generic' },
      ['provider-changed high provider_template', 'verification-weakened high provider_template'],
    ],
    [
      'a provider with a signature',
      { provider_template: 'stripe' },
      ['provider-changed high provider_template'],
    ],
    ['method none', { verification: { method: 'none' } }, [weaker]],
    ['no verification', { verification: undefined }, [weaker]],
    ['a weaker method', { verification: { method: 'hmac_sha1', secret_ref: secret } }, [weaker]],
    ['an equal method', { verification: { method: 'hmac_sha256', secret_ref: secret } }, []],
    ['no secret', { verification: { method: 'ip_allowlist' } }, [weaker]],
    [
      'another secret',
      { verification: { method: 'provider_default', secret_ref: 'secret://vault/b' } },
      ['secret-reference-changed medium secret_ref'],
    ],
    [
      'the whole internet',
      { ip_allowlist: ['203.0.113.0/24', '0.0.0.0/0'] },
      ['allowlist-widened high ip_allowlist'],
    ],
    ['the whole IPv6 internet', { ip_allowlist: ['::/0'] }, ['allowlist-widened high ip_allowlist']],
    ['no list', { ip_allowlist: [] }, ['allowlist-widened high ip_allowlist']],
    [
      'one more address',
      { ip_allowlist: ['203.0.113.0/24', '198.51.100.7'] },
      ['allowlist-widened medium ip_allowlist'],
    ],
    ['fewer addresses', { ip_allowlist: ['203.0.113.7', '203.0.113.128/25'] }, []],
    ['the same in halves', { ip_allowlist: ['203.0.113.128/25', '203.0.113.0/25'] }, []],
  ])('%s', (_, change, flags) => {
    expect(raised(change)).toEqual(flags);
  });

  it('tells an unverified create apart by its environment', () => {
    const { verification: _, ...open } = live;
    expect(tierOfCreate(open)).toBe('medium');
    expect(tierOfCreate({ ...open, environment: 'prod' })).toBe('high');
    expect(tierOfCreate(live)).toBeUndefined();
  });
});

describe('the rest', () => {
  it.each<[string, object, Spec, string[]]>([
    ['to production', { environment: 'prod' }, live, ['environment-changed high environment']],
    ['from production', { environment: 'staging' }, production, ['environment-changed high environment']],
    ['to staging', { environment: 'staging' }, live, ['environment-changed medium environment']],
    ['off', { enabled: false }, live, ['disabled medium enabled']],
    ['off in production', { enabled: false }, production, ['disabled high enabled']],
    ['on again', { enabled: true }, { ...live, enabled: false }, []],
    [
      'hidden in the description',
      { description: 'safe\u202etxt' },
      live,
      ['hidden-characters high description'],
    ],
    ['several lines', { description: 'one\ntwo' }, live, []],
    ['hidden as before', {}, { ...live, description: 'safe\u202etxt' }, []],
    ['hidden in a label', { labels: { team: 'a\u200b' } }, live, ['hidden-characters high label:team']],
    [
      'from right to left',
      { labels: { team: '\u05d0 1.2.3.4 \u05d1 safe' } },
      live,
      ['right-to-left-text medium label:team'],
    ],
    ['newline in a label', { labels: { team: 'a\nb' } }, live, ['hidden-characters high label:team']],
    ['plain fields', { timeout_seconds: 5, labels: { team: 'a' } }, live, []],
  ])('%s', (_, change, base, flags) => {
    expect(raised(change, base)).toEqual(flags);
  });

  it('names the hidden characters', () => {
    expect(flag('hidden-characters', { description: 'a\u202eb\u200bc' })?.sentence).toBe(
      'description holds characters that do not show or that reorder text: U+202E, U+200B.',
    );
  });

  it('marks the delete of a production endpoint, and no other', () => {
    expect(raisedByDelete(production)).toEqual(['production-delete high']);
    expect(raisedByDelete({ ...live, environment: 'odd' })).toEqual(['production-delete high']);
    expect(raisedByDelete(live)).toEqual([]);
  });

  it('marks the first draft of an agent, whatever it does', () => {
    const first = { ...context, firstDraftOfAgent: true };
    expect(endpointFlags(live, live, first).map(({ code }) => code)).toEqual(['first-draft-of-agent']);
    expect(endpointFlags(live, null, first).map(({ code }) => code)).toEqual(['first-draft-of-agent']);
  });

  it('is what the registry gives', () => {
    expect(kindOf('endpoint')?.flags).toBe(endpointFlags);
  });
});
