import { beforeEach, expect, it, vi } from 'vitest';
import { makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { ask, sessionCookie } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { openReceiver } from '@/lib/notify/testing/receiver';
import { changeKeyFromPage } from '@/lib/use-cases/keys/change-key';
import { setKeyLimit } from '@/lib/use-cases/keys/set-key-limit';
import { keysOf } from '@/lib/use-cases/testing/keys-of';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { tokensOf } from './testing/oauth-asks';
import { servedClient } from './testing/served-client';

vi.hoisted(() => {
  process.env['PUBLIC_URL'] = 'https://console.test';
  process.env['OAUTH_HOST'] = 'oauth.test';
  process.env['OAUTH_CLIENTS_ON_LOOPBACK'] = 'yes';
});

const asks = servedClient(await openReceiver());
let human: Human;
let admin: Human;
let keyId: string;
let held: string;

const person = async () => makePerson(await makeTenant(), 'reviewer');

beforeEach(async () => {
  const robin = await person();
  human = await makeSession(robin);
  held = (await asks.tokens(human)).held;
  const { admin: found, keys } = await keysOf(robin);
  admin = found;
  keyId = keys[0]?.id ?? '';
});

const changed = async (revision: number, over: Record<string, unknown>) =>
  ask(judged, {
    method: 'PATCH',
    path: `/api/v1/keys/${keyId}`,
    as: admin,
    body: { revision, ...over },
    headers: { cookie: `__Secure-${await sessionCookie(admin)}` },
  });

const scopeAtRefresh = async () => {
  const { body } = await asks.refresh(held);
  held = tokensOf(body).held;
  return String(Reflect.get(Object(body), 'scope'));
};

it.each<[string, Record<string, unknown>]>([
  ['scopes', { scopes: ['mcp:read:drafts', 'mcp:draft:create:endpoint'] }],
  ['data_classes', { data_classes: ['internal_engineering_docs', 'customer_data'] }],
  ['rate_limit_per_min', { rate_limit_per_min: 61 }],
  ['max_pending_drafts', { max_pending_drafts: 26 }],
])('nobody gives an agent more %s than its person consented to, by no way', async (term, over) => {
  const exceeds = { code: 'EXCEEDS_OWNER', detail: expect.stringContaining(term) };
  expect(await changed(1, over)).toMatchObject({ status: 422, body: exceeds });
  const wanted = { revision: 1, ...over };
  expect(codeOf(await changeKeyFromPage(admin, { keyId, wanted, idempotencyKey: 'once' }))).toBe(
    'EXCEEDS_OWNER',
  );
  expect(await scopeAtRefresh()).toBe('mcp:read:drafts');
});

it('the operator at the terminal gives it no more either', async () => {
  const system = { kind: 'system', tenantId: admin.tenantId, name: 'operator' } as const;
  expect(codeOf(await setKeyLimit(system, keyId, { max_pending_drafts: 26 }))).toBe('EXCEEDS_OWNER');
  expect(codeOf(await setKeyLimit(system, keyId, { refusals_per_min: 21 }))).toBe('EXCEEDS_OWNER');
  accepted(await setKeyLimit(system, keyId, { max_pending_drafts: 5, refusals_per_min: 10 }));
});

it('what was narrowed is given back, up to what was consented to', async () => {
  expect(await changed(1, { scopes: [], data_classes: [], require_reason: true })).toMatchObject({
    status: 200,
  });
  expect(await scopeAtRefresh()).toBe('');
  const back = { scopes: ['mcp:read:drafts'], data_classes: ['internal_engineering_docs'] };
  expect(await changed(2, { ...back, require_reason: false })).toMatchObject({ status: 200 });
  expect(await scopeAtRefresh()).toBe('mcp:read:drafts');
  expect(await changed(3, { scopes: ['mcp:read:drafts', 'mcp:read:health'] })).toMatchObject({ status: 422 });
});
