import { describe, expect, it } from 'vitest';
import { endpoint } from '../resource/endpoint/endpoint';
import { changesBetween } from './changes';
import { riskTierOf } from './risk-tier';
import { summaryOf } from './summary';

const live = endpoint.schema.parse({
  name: 'orders-webhook',
  provider_template: 'shopify',
  target_url: 'https://hooks.acme.com/orders',
  events: ['push', 'pipeline'],
  retry: { max_attempts: 3 },
  verification: { method: 'provider_default', secret_ref: 'secret://vault/acme/shopify#hmac' },
  headers: { 'X-Plant': 'berlin-2' },
  labels: { team: 'commerce' },
  environment: 'prod',
});
const context = { knownHosts: new Map([['hooks.acme.com', 4]]), firstDraftOfAgent: false };

const assess = (base: typeof live | null, proposed: typeof live | null) => {
  const flags = endpoint.flags(base, proposed, context);
  const changes = changesBetween(endpoint, base, proposed, flags);
  const operation = base === null ? 'create' : proposed === null ? 'delete' : 'update';
  return {
    changes,
    words: changes.changed.map(({ words }) => words),
    summary: summaryOf(operation, changes),
    tier: riskTierOf(operation, flags, changes),
    title: endpoint.title(base, proposed, 'orders-webhook'),
  };
};

describe('an update in words', () => {
  it.each<[string, object, string[], string, string, string]>([
    [
      'host and retries',
      {
        target_url: 'https://hooks.acrne.com/orders',
        retry: { max_attempts: 5, backoff: 'exponential', initial_seconds: 1, max_seconds: 60 },
      },
      ['Target host hooks.acme.com → hooks.acrne.com', 'Retries 3 → 5'],
      'Target host → hooks.acrne.com',
      'high',
      'Point orders-webhook at hooks.acrne.com',
    ],
    [
      'timeout',
      { timeout_seconds: 15 },
      ['Timeout 30 s → 15 s'],
      'Timeout 30 s → 15 s',
      'low',
      'Set Timeout of orders-webhook to 15 s',
    ],
    [
      'payload',
      { max_payload_bytes: 1_048_576 },
      ['Max payload 256 KiB → 1 MiB'],
      'Max payload 256 KiB → 1 MiB',
      'low',
      'Set Max payload of orders-webhook to 1 MiB',
    ],
    [
      'path',
      { target_url: 'https://hooks.acme.com/v2/orders' },
      ['Path /orders → /v2/orders'],
      'Path /orders → /v2/orders',
      'medium',
      'Set Path of orders-webhook to /v2/orders',
    ],
    [
      'events',
      { events: ['pipeline', 'a'] },
      ['Events: add a; drop push'],
      'Events: add a; drop push',
      'medium',
      'Set Events of orders-webhook to pipeline, a',
    ],
    [
      'event order',
      { events: ['pipeline', 'push'] },
      ['Events: another order'],
      'Events: another order',
      'medium',
      'Set Events of orders-webhook to pipeline, push',
    ],
    [
      'label',
      { labels: { team: 'commerce', tier: '' } },
      ['Label tier → (empty)'],
      'Label tier changed',
      'low',
      'Change Label tier of orders-webhook',
    ],
    [
      'header',
      { headers: {} },
      ['Header X-Plant berlin-2 removed'],
      'Header X-Plant changed',
      'medium',
      'Change Header X-Plant of orders-webhook',
    ],
    [
      'turned off',
      { enabled: false },
      ['Enabled yes → no'],
      'Enabled yes → no',
      'high',
      'Turn off orders-webhook',
    ],
    ['nothing', {}, [], 'Nothing changes', 'low', 'Change nothing in orders-webhook'],
  ])('%s', (_, change, words, summary, tier, title) => {
    const found = assess(live, endpoint.schema.parse({ ...live, ...change }));
    expect(found).toMatchObject({ words, summary, tier });
    expect([found.title.text, found.title.value].filter(Boolean).join(' ')).toBe(title);
  });

  it('puts flags beside their field, the whole URL under the host, and the rest among the unchanged', () => {
    const { changes } = assess(live, { ...live, target_url: 'https://hooks.acrne.com/orders' });
    expect(changes.changed).toMatchObject([
      {
        field: 'target_host',
        kind: 'changed',
        before: 'hooks.acme.com',
        afterFull: 'https://hooks.acrne.com/orders',
        flags: ['lookalike-host', 'new-domain'],
      },
    ]);
    expect(changes.unchanged).toContainEqual({ field: 'label:team', label: 'Label team', value: 'commerce' });
    expect(changes.unchanged).toContainEqual({ field: 'timeout_seconds', label: 'Timeout', value: '30 s' });
  });
});

it('a create adds every field and a delete removes every field', () => {
  const created = assess(null, live);
  const deleted = assess(live, null);
  expect(new Set(created.changes.changed.map(({ kind }) => kind))).toEqual(new Set(['added']));
  expect(new Set(deleted.changes.changed.map(({ kind }) => kind))).toEqual(new Set(['removed']));
  expect(created.changes.changed.map(({ field }) => field)).toEqual(
    deleted.changes.changed.map(({ field }) => field),
  );
  expect(created).toMatchObject({
    summary: 'Create → hooks.acme.com',
    tier: 'medium',
    title: { text: 'Create orders-webhook for', value: 'hooks.acme.com' },
  });
  expect(deleted).toMatchObject({
    summary: 'Delete (hooks.acme.com)',
    tier: 'high',
    title: { text: 'Delete orders-webhook' },
  });
});

it('keeps a summary readable when a value is long, and counts a flag above an unflagged change', () => {
  const long = assess(live, { ...live, description: 'a\u202e'.repeat(100), timeout_seconds: 31 });
  expect(long.summary).toBe('Description changed');
});
