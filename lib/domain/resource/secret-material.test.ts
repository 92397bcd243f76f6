import { describe, expect, it } from 'vitest';
import { writeCliToken } from '../keys/cli-token';
import { secretFault } from './secret-material';

// Assembled here so that no scanner takes the vectors for leaked secrets.
const some = (prefix: string, length: number, alphabet = 'a1B2c3D4e5F6g7H8i9J0') =>
  prefix + alphabet.repeat(Math.ceil(length / alphabet.length)).slice(0, length);
const hex = (prefix: string, length: number) => some(prefix, length, '0123456789abcdef');
const upper = (prefix: string, length: number) => some(prefix, length, 'A1B2C3D4E5F6G7H8');

const github = some('ghp_', 36);
const jwt = [btoa('{"alg":"HS256","typ":"JWT"}'), btoa('{"sub":"12345","admin":true}'), 'c2lnbmF0dXJl']
  .join('.')
  .replaceAll('=', '');
const pem = ['-----BEGIN RSA', 'PRIVATE KEY-----\nMIIEow\n-----END'].join(' ');

const byForm: [rule: string, text: string][] = [
  ['STRIPE_WEBHOOK_SECRET', some('whsec_', 24)],
  ['STRIPE_KEY', some('sk_live_', 24)],
  ['STRIPE_KEY', some('rk_live_', 24)],
  ['STRIPE_KEY', some('sk_test_', 24)],
  ['GITHUB_TOKEN', github],
  ['GITHUB_TOKEN', some('gho_', 36)],
  ['GITHUB_TOKEN', some('ghs_', 36)],
  ['GITHUB_TOKEN', some('github_pat_', 60)],
  ['GITLAB_TOKEN', some('glpat-', 20)],
  ['SLACK_TOKEN', some('xoxb-', 30)],
  ['SLACK_TOKEN', some('xoxp-', 30)],
  ['CHAT_WEBHOOK', 'https://hooks.slack.com/services/' + upper('T', 8) + '/B0/x'],
  ['AWS_KEY', upper('AKIA', 16)],
  ['GOOGLE_KEY', some('AIza', 35)],
  ['GCP_SERVICE_ACCOUNT', '{"type": "service_account", "project_id": "p"}'],
  ['SHOPIFY_TOKEN', hex('shpat_', 32)],
  ['TWILIO_KEY', hex('SK', 32)],
  ['TWILIO_KEY', `${hex('AC', 32)}:${hex('', 32)}`],
  ['SENDGRID_KEY', `${some('SG.', 22)}.${some('', 43)}`],
  ['NPM_TOKEN', some('npm_', 36)],
  ['MODEL_PROVIDER_KEY', some('sk-ant-', 30)],
  ['COUNTERSIGN_KEY', `${some('mcp_', 8)}_${some('', 43)}`],
  ['COUNTERSIGN_KEY', `${some('svc_', 8)}_${some('', 43)}`],
  ['COUNTERSIGN_KEY', writeCliToken('ses_01J1ZZZZZZZZZZZZZZZZZZZZZZ', Buffer.alloc(32, 251))],
  ['JWT', jwt],
  ['PRIVATE_KEY', pem],
  ['BEARER_TOKEN', 'Bearer abcdefghijklmnop1234'],
  ['BASIC_CREDENTIALS', `Basic ${btoa('admin:hunter2x')}`],
  ['URL_CREDENTIALS', 'https://admin:hunter2@ledger.acme.example.com/'],
  ['URL_CREDENTIALS', 'postgres://app:pw@db.acme.example.com/x'],
];

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
  it.each(byForm)('%s by its form', (rule, text) => {
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
