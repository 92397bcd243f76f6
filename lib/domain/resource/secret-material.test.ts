import { describe, expect, it } from 'vitest';
import { secretFault } from './secret-material';
import { github, pem, secretSamples } from './testing/secret-samples';

const encoded: [how: string, text: string][] = [
  ['base64', btoa(github)],
  [
    'base64 without padding, url-safe',
    btoa(pem).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'),
  ],
  ['base64 in the middle of a path', `https://hooks.acme.com/in/${btoa(github)}/x`],
  ['base64 after other letters', `x${btoa(github)}`],
  ['hex', Buffer.from(github).toString('hex')],
  ['percent-encoding', github.replaceAll('_', '%5F')],
  ['a zero-width space inside', `${github.slice(0, 6)}\u200b${github.slice(6)}`],
];

const named: [name: string, value: unknown][] = [
  ['password', { password: 'hunter2' }],
  ['api key', { api_key: 'q7Rk29fLxP0aZw' }],
  ['camel case', { apiKey: 'q7Rk29fLxP0aZw' }],
  ['header name', { 'X-Api-Token': 'q7Rk29fLxP0aZw' }],
  ['a list under the name', { tokens: {}, token: ['q7Rk29fLxP0aZw'] }],
  ['literal in a reference field', { secret_ref: 'hunter2' }],
  ['assignment in a query', { url: 'https://hooks.acme.com/in?token=q7Rk29fLxP0aZw' }],
  ['assignment in prose', { note: 'use password=hunter2 please' }],
];

const harmless: unknown[] = [
  'secret://vault/acme/stripe-prod#signing_secret',
  { secret_ref: 'secret://env/SCANNER_HMAC' },
  { token: 'secret://vault/acme/gitlab#webhook_token' },
  { events: ['password_reset.requested', 'token.created', 'api_key.rotated'] },
  { method: 'shared_token', header: 'X-Gitlab-Token' },
  { header: 'X-Signature-256' },
  { labels: { team: 'payments', token: 'none', 'secret-tier': 'critical' } },
  { idempotency_key: 'q7Rk29fLxP0aZw55kk' },
  { password: '' },
  { secret: '<to be filled in>' },
  'Rotate the token: see the runbook of 2024',
  'Bearer token is required by the target',
  'Basic authentication is off',
  'commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
  'sha256:0c90b9d8b70c90b9d8b70c90b9d8b70c90b9d8b70c90b9d8b70c90b9d8b70c90',
  '7c21aa00-1f2e-4d3c-8b5a-0e5b0e5b0e5b',
  'drf_01KJ8ZQ4T2M6N8P0R2S4T6V8W0',
  'https://payments.acme.example.com/webhooks/stripe?source=wh1',
  'https://hooks.acme.com/a:b@c',
  btoa('nothing to see here, only a greeting'),
  'sk_live',
  'whsec_',
  'mcp_server_registry',
  'skills-and-tasks-for-the-team',
  { a: [null, 1, true, { b: {} }] },
  null,
  undefined,
  7,
];

describe('secretFault', () => {
  it.each(secretSamples)('%s by its form', (rule, text) => {
    expect(secretFault({ description: `see ${text}` })?.issues).toMatchObject([
      { path: 'description', code: rule },
    ]);
  });

  it.each(encoded)('finds a secret in %s', (_, text) => {
    expect(secretFault({ description: text })?.issues).toHaveLength(1);
  });

  it.each(named)('finds a literal: %s', (_, value) => {
    expect(secretFault(value)?.issues[0]?.code).toBe('LITERAL_SECRET');
  });

  it.each(harmless.map((value) => [value]))('lets %j pass', (value) => {
    expect(secretFault(value)).toBeNull();
  });

  it('finds it in a key, at any depth, inside a reference, and never repeats it', () => {
    const deep = { a: [{ b: { [github]: [`secret://vault/${github}`] } }] };
    const fault = secretFault(deep);
    expect(fault?.issues.map(({ path }) => path).toSorted()).toEqual(['a.0.b.(key)', 'a.0.b.(key).0']);
    expect(JSON.stringify(fault)).not.toContain(github);
  });

  it('survives a nesting that recursion would not', () => {
    let deep: unknown = github;
    for (let depth = 0; depth < 30_000; depth += 1) deep = [deep];
    expect(secretFault(deep)?.issues).toHaveLength(1);
  });

  it.each(['a', 'eyJ', '://', 'token', 'password=', 'A1', '-----BEGIN ', 'https://a:'])(
    'reads 64 KiB of %j in well under a second',
    (part) => {
      const started = performance.now();
      secretFault({ description: part.repeat(65_536 / part.length) });
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );
});
