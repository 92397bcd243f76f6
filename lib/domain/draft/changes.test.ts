import { describe, expect, it } from 'vitest';
import { endpoint } from '../resource/endpoint/endpoint';
import { ordersWebhook, whereHostIsKnown } from '../resource/endpoint/testing/orders-webhook';
import { changesBetween } from './changes';
import { riskTierOf } from './risk-tier';
import { summaryOf } from './summary';

const live = endpoint.schema.parse({
  ...ordersWebhook,
  events: ['push', 'pipeline'],
  retry: { max_attempts: 3 },
  headers: { 'X-Plant': 'berlin-2' },
  labels: { team: 'commerce' },
  environment: 'prod',
});

const assess = (base: typeof live | null, proposed: typeof live | null) => {
  const flags = endpoint.flags(base, proposed, whereHostIsKnown);
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
      'Change the path',
      'medium',
      'Change the path of orders-webhook',
    ],
    [
      'events',
      { events: ['pipeline', 'a'] },
      ['Events: add a; drop push'],
      'Change the events',
      'medium',
      'Change the events of orders-webhook',
    ],
    [
      'event order',
      { events: ['pipeline', 'push'] },
      ['Events: another order'],
      'Change the events',
      'medium',
      'Change the events of orders-webhook',
    ],
    [
      'label',
      { labels: { team: 'commerce', tier: '' } },
      ['Label tier → (empty)'],
      'Change a label',
      'low',
      'Change a label of orders-webhook',
    ],
    [
      'header',
      { headers: {} },
      ['Header X-Plant berlin-2 removed'],
      'Remove a header',
      'medium',
      'Remove a header of orders-webhook',
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

it('counts a flag above an unflagged change', () => {
  const long = assess(live, { ...live, description: 'a\u202e'.repeat(100), timeout_seconds: 31 });
  expect(long.summary).toBe('Change the description');
});

it('keeps a summary of a long host within 120 units', () => {
  const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.acme.com`;
  const { summary } = assess(live, { ...live, target_url: `https://${host}/orders` });
  expect(summary).toMatch(/^Target host → a+…b*\.acme\.com$/);
  expect(summary.length).toBeLessThanOrEqual(120);
});

describe('free text of the author', () => {
  const bait = 'reviewed-by-security';
  it.each<[string, object]>([
    ['description', { description: bait }],
    ['label value', { labels: { team: bait } }],
    ['label name', { labels: { team: 'commerce', [bait]: 'x' } }],
    ['header value', { headers: { 'X-Plant': bait } }],
    ['header name', { headers: { 'X-Plant': 'berlin-2', [bait]: 'x' } }],
    ['event', { events: ['push', bait] }],
    ['path', { target_url: `https://hooks.acme.com/${bait}` }],
    ['query', { target_url: `https://hooks.acme.com/orders?${bait}` }],
    ['secret', { verification: { method: 'provider_default', secret_ref: `secret://vault/${bait}` } }],
    ['unknown key', { [bait]: bait }],
  ])('never enters title or summary: %s', (_, change) => {
    const { changes, title, summary } = assess(live, { ...live, ...change });
    expect(JSON.stringify(changes.changed)).toContain(bait);
    expect(JSON.stringify([title, summary])).not.toContain(bait);
    expect(summary).not.toBe('Nothing changes');
  });
});

it('marks spaces that the eye misses, in changed and unchanged values', () => {
  const { changes } = assess(
    { ...live, headers: { 'X-Kept': 'a  b' } },
    { ...live, headers: { 'X-Kept': 'a  b' }, labels: { team: 'commerce ' } },
  );
  expect(changes.changed).toMatchObject([
    { before: 'commerce', after: 'commerce␠', words: 'Label team commerce → commerce␠' },
  ]);
  expect(changes.unchanged).toContainEqual({
    field: 'header:X-Kept',
    label: 'Header X-Kept',
    value: 'a␠␠b',
  });
});

const bare = endpoint.schema.parse({
  name: 'bare-webhook',
  provider_template: 'shopify',
  target_url: 'https://hooks.acme.com/orders',
});
const row = (base: typeof live | null, proposed: typeof live | null, id: string) =>
  changesBetween(endpoint, base, proposed, []).changed.find(({ field }) => field === id);

describe('a value that a spec does not have', () => {
  it('is said on a create and a delete, where its absence tells something', () => {
    expect(row(null, bare, 'verification_method')).toMatchObject({
      kind: 'added',
      before: null,
      after: 'none',
    });
    expect(row(null, bare, 'ip_allowlist')).toMatchObject({ after: 'any address' });
    expect(row(bare, null, 'ip_allowlist')).toMatchObject({ before: 'any address', after: null });
    expect(row(null, bare, 'description')).toBeUndefined();
  });

  it('is the other side of an update, and stands among what stays', () => {
    const { verification: _, ...without } = live;
    expect(row(live, without, 'verification_method')?.words).toBe('Verification provider_default → none');
    const stays = changesBetween(endpoint, bare, { ...bare, timeout_seconds: 9 }, []).unchanged;
    expect(stays).toContainEqual({ field: 'ip_allowlist', label: 'IP allow-list', value: 'any address' });
  });

  it('never reads like the value that replaces it', () => {
    const said = row(bare, { ...bare, verification: { method: 'none' } }, 'verification_method');
    expect(said).toMatchObject({ kind: 'added', before: null, after: 'none' });
  });

  it('says nothing where there is no spec at all', () => {
    expect(changesBetween(endpoint, null, null, [])).toEqual({ changed: [], unchanged: [] });
  });
});
