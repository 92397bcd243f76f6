import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { callerAdvice } from '@/lib/domain/refusal-guide/caller-advice';
import { provedByServer } from '@/lib/door/testing/proved-by-server';
import { type Ask, ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { callBody, post } from '@/lib/mcp/testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let reviewer: Human;
let viewer: Human;
let keys: Record<'good' | 'silent' | 'narrow' | 'expired' | 'revoked' | 'suspended' | 'bound', TestKey>;

beforeAll(async () => {
  door = await openDoor();
  const tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  reviewer = await makeSession(person);
  viewer = await makeSession(await makePerson(tenant, 'viewer'));
  keys = {
    good: await makeKey(person),
    silent: await makeKey(person, undefined, { grant: { requireReason: true } }),
    narrow: await makeKey(person, []),
    expired: await makeKey(person, undefined, { hours: -1 }),
    revoked: await makeKey(person, undefined, { status: 'revoked' }),
    suspended: await makeKey(person, undefined, { status: 'suspended' }),
    bound: await makeKey(person, undefined, { grant: { certificate: 'ab'.repeat(32) } }),
  };
});

afterAll(() => door.close());

const nothing = '01J00000000000000000000000';
const list = (over: Partial<Ask>) => ask(judged, { path: '/api/v1/drafts', ...over });
const apply = (over: Partial<Ask>) =>
  ask(judged, {
    path: `/api/v1/drafts/drf_${nothing}/apply`,
    body: { proposed_spec_digest: `sha256:${'0'.repeat(64)}`, lock_version: 1 },
    ...over,
    headers: { 'x-user-id': reviewer.userId, ...over.headers },
  });

/** How each code is provoked. */
const provoked = {
  UNAUTHENTICATED: () => list({}),
  INVALID_API_KEY: () => list({ token: `mcp_${'x'.repeat(8)}_${'y'.repeat(43)}` }),
  KEY_EXPIRED: () => list({ token: keys.expired.token }),
  KEY_REVOKED: () => list({ token: keys.revoked.token }),
  KEY_SUSPENDED: () => list({ token: keys.suspended.token }),
  CLIENT_CERT_REQUIRED: () => list({ token: keys.bound.token }),
  CLIENT_CERT_MISMATCH: () => list({ token: keys.bound.token, headers: provedByServer('cd'.repeat(32)) }),
  REASON_REQUIRED: async () => {
    const answer = await post(door.url, keys.silent.token, callBody('draft_list'));
    return { status: answer.status, body: await answer.json() };
  },
  HUMAN_IDENTITY_REQUIRED: () => ask(judged, { path: '/api/v1/stream', token: keys.good.token }),
  MCP_CANNOT_APPLY: () => apply({ token: keys.good.token }),
  USER_ID_MISMATCH: () => list({ as: viewer, headers: { 'x-user-id': `usr_${nothing}` } }),
  HOST_NOT_ALLOWED: () => list({ as: viewer, headers: { host: 'evil.example' } }),
  ORIGIN_NOT_ALLOWED: () => apply({ as: reviewer, headers: { origin: null } }),
  INSUFFICIENT_SCOPE: () => list({ token: keys.narrow.token }),
  ROLE_REQUIRED: () => apply({ as: viewer, headers: { 'x-user-id': viewer.userId } }),
} satisfies Record<keyof typeof callerAdvice, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});
