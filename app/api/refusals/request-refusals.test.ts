import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { proposalOf } from '@/db/testing/proposals';
import { OutcomeUnknown } from '@/db/transaction';
import type { Human } from '@/lib/domain/actor';
import { writeFeedCursor } from '@/lib/domain/feed-cursor';
import type { RefusalCode } from '@/lib/domain/refusal';
import { refusalGuide } from '@/lib/domain/refusal-guide/refusal-guide';
import type { requestAdvice } from '@/lib/domain/refusal-guide/request-advice';
import { health } from '@/lib/http/operations/health';
import { route } from '@/lib/http/route';
import { streamLimits } from '@/lib/http/stream-hub';
import { type Ask, ask } from '@/lib/http/testing/ask';
import { dispatch } from '@/lib/http/testing/dispatch';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { callBody, post } from '@/lib/mcp/testing/raw-call';
import { propose } from '@/lib/use-cases/testing/acts';

const owner = postgres(inject('ownerUrl'), { max: 2 });
let door: Awaited<ReturnType<typeof openDoor>>;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
let reader: Human;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
  tenant = await makeTenant();
  reader = await makeSession(await makePerson(tenant, 'viewer'));
  key = await makeKey(await makePerson(tenant, 'reviewer'));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all([owner.end(), door.close()]);
});

const nothing = '01J00000000000000000000000';
const read = (path: string, over: Partial<Ask> = {}) =>
  ask(judged, { path: `/api/v1/${path}`, as: reader, ...over });
const create = (over: Partial<Ask>) =>
  ask(judged, {
    path: '/api/v1/drafts',
    token: key.token,
    body: { type: 'endpoint', ...proposalOf() },
    ...over,
  });
const throwing = (fault: Error) =>
  ask(route({ ...health, run: () => Promise.reject(fault) }).GET, { path: '/api/v1/health' });

async function openStream(): Promise<Response> {
  let stream = new Response();
  await ask(
    async (request) => {
      stream = await dispatch(request);
      return new Response(null);
    },
    { path: '/api/v1/stream', as: reader },
  );
  return stream;
}

/** How each code is provoked over REST. */
const provoked = {
  MALFORMED_JSON: () => create({ body: '{' }),
  HEADER_INVALID: () => create({ headers: { 'idempotency-key': 'a b' } }),
  RESOURCE_NOT_FOUND: () => read(`endpoints/end_${nothing}`),
  EVIDENCE_NOT_FOUND: () => read(`evidence/evd_${nothing}`),
  RECORD_NOT_FOUND: async () => {
    const operator = await makeSession(await makePerson(tenant, 'operator'));
    return read(`calls/call_${nothing}`, { as: operator });
  },
  ROUTE_NOT_FOUND: () => read('no-such-thing', { as: null }),
  METHOD_NOT_ALLOWED: () => read('drafts', { method: 'DELETE' }),
  NOT_ACCEPTABLE: () => read('drafts', { headers: { accept: 'text/html' } }),
  PAYLOAD_TOO_LARGE: () => create({ body: JSON.stringify('x'.repeat(1_000_000)) }),
  UNSUPPORTED_MEDIA_TYPE: () => create({ headers: { 'content-type': 'text/plain' } }),
  IDEMPOTENCY_CONFLICT: async () => {
    const headers = { 'idempotency-key': 'every-refusal' };
    await create({ headers });
    return create({ body: { type: 'endpoint', ...proposalOf({ name: 'once-more' }) }, headers });
  },
  VALIDATION_FAILED: () => read('drafts?limit=none'),
  RATE_LIMITED: async () => {
    const open = await Promise.all(Array.from({ length: streamLimits.login }, openStream));
    const refused = await read('stream');
    await Promise.all(open.map(async (stream) => stream.body?.cancel()));
    return refused;
  },
  CURSOR_NOT_IN_LOG: () => {
    const ahead = { idx: 9999, leafHash: Buffer.alloc(32) };
    return read(`endpoints?since=${writeFeedCursor(tenant.id, ahead)}`);
  },
  SETTINGS_CHANGED: async () => {
    const unlike = { ttl_hours: 5, ttl_min_hours: 1, ttl_max_hours: 9, expired_retention_days: 7 };
    const as = await makeSession(await makePerson(tenant, 'admin'));
    return read('settings/drafts', { as, method: 'PUT', body: { ...unlike, seen: unlike } });
  },
  SERVICE_UNAVAILABLE: async () => {
    const draft = await propose(key.agent, { name: 'held' });
    let refused: Said = { status: 0, body: null };
    await ownerIn(owner, tenant, async (sql) => {
      await sql`select 1 from drafts where id = ${draft.id} for update`;
      const path = `/api/v1/drafts/${draft.id}/discard`;
      refused = await ask(judged, { path, token: key.token, body: { reason: 'duplicate' } });
    });
    return refused;
  },
  OUTCOME_UNKNOWN: () => throwing(new OutcomeUnknown('lost')),
  INTERNAL_ERROR: () => throwing(new Error('internals')),
} satisfies Record<
  Exclude<keyof typeof requestAdvice, 'OPERATION_NOT_SUPPORTED' | 'TOOL_NOT_FOUND'>,
  () => Promise<Said>
>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});

it.each([
  ['OPERATION_NOT_SUPPORTED', 'endpoint_delete'],
  ['TOOL_NOT_FOUND', 'weather_forecast'],
] as const)('%s is answered over MCP, as it is documented', async (code, name) => {
  const answer = await (await post(door.url, key.token, callBody(name))).text();
  const refused: unknown = JSON.parse(/"(?:error|data)":(\{"code":"[^}]*\})/.exec(answer)?.[1] ?? '{}');
  expect(refused).toMatchObject({ code, message: refusalGuide[code].example });
});
