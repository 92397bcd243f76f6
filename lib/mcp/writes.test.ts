import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { discardDraft } from '@/lib/use-cases/drafts/discard-draft';
import { revokeKey } from '@/lib/use-cases/keys/revoke-key';
import { resumeKey, suspendKey } from '@/lib/use-cases/keys/suspend-key';
import { accepted } from '@/lib/use-cases/testing/result';
import { call, connect, eras } from './testing/agent-client';
import { openDoor } from './testing/door-server';
import { callBody, post } from './testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
  key = await makeKey(owner);
});
afterAll(() => door.close());

const conflicting = (name: string) => proposalOf({ name }, { idempotency_key: 'conflict-1' });

const draftOf = (content: Record<string, unknown>) => content['draft'] as { id: string; status: string };

it('a proposal that waits already is answered with its draft, marked, and beyond its limit a key proposes nothing', async () => {
  const small = await makeKey(owner, undefined, { maxPending: 1 });
  const client = await connect(door.url, small.token);
  const first = await call(client, 'draft_create_endpoint', proposalOf({ name: 'repeated' }));
  const again = await call(client, 'draft_create_endpoint', proposalOf({ name: 'repeated' }));
  expect(first.content['duplicate']).toBeUndefined();
  expect(again.content).toMatchObject({ duplicate: true, draft: { id: draftOf(first.content).id } });
  const beyond = await call(client, 'draft_create_endpoint', proposalOf({ name: 'beyond' }));
  expect(beyond.code).toBe('DRAFT_LIMIT_REACHED');
  await client.close();
});

describe('an idempotency key', () => {
  it('makes one draft of 32 identical calls at once', async () => {
    const args = proposalOf({ name: 'parallel' }, { idempotency_key: 'parallel-1' });
    const clients = await Promise.all(eras.map((era) => connect(door.url, key.token, era)));
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        clients.map((client) => call(client, 'draft_create_endpoint', args)),
      ).flat(),
    );
    expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 'ok'));
    expect(new Set(answers.map(({ content }) => draftOf(content).id)).size).toBe(1);
    expect(answers.filter(({ content }) => content['duplicate'] === undefined).length).toBe(1);
    const rows = await withTenantRead(
      owner.tenant.system,
      ({ sql }) => sql`select 1 from drafts where resource_name = 'parallel'`,
    );
    expect(rows.length).toBe(1);
    await Promise.all(clients.map((client) => client.close()));
  });

  it('refuses another proposal under the same key, and is its agent’s own', async () => {
    const client = await connect(door.url, key.token);
    expect((await call(client, 'draft_create_endpoint', conflicting('first'))).code).toBe('ok');
    expect((await call(client, 'draft_create_endpoint', conflicting('second'))).code).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
    const other = await connect(door.url, (await makeKey(owner)).token);
    expect((await call(other, 'draft_create_endpoint', conflicting('second'))).code).toBe('ok');
    await Promise.all([client.close(), other.close()]);
  });

  it('stays with a key that may still propose: a narrower key is refused before any replay', async () => {
    const agent = key.agent;
    const args = proposalOf({ name: 'replayed' }, { idempotency_key: 'scope-1' });
    const client = await connect(door.url, key.token);
    expect((await call(client, 'draft_create_endpoint', args)).code).toBe('ok');
    accepted(await suspendKey(owner.tenant.system, agent.keyId, { reason: 'a test' }, null));
    const response = await post(door.url, key.token, callBody('draft_create_endpoint', args));
    expect(response.status).toBe(403);
    accepted(await resumeKey(owner.tenant.system, agent.keyId, { reason: 'a test' }, null));
    await client.close();
  });
});

describe('waiting for the decision', () => {
  it('ends as soon as a person decides, and holds no connection meanwhile', async () => {
    const client = await connect(door.url, key.token);
    const made = await call(client, 'draft_create_endpoint', proposalOf({ name: 'awaited' }));
    const { id } = draftOf(made.content);
    const started = Date.now();
    const waiting = call(client, 'draft_show', { draft_id: id, wait_seconds: 20 });
    await new Promise((resolve) => {
      setTimeout(resolve, 1200);
    });
    const person = await makeSession(owner);
    await discardDraft(person, { draftId: id, reason: 'suspicious', message: 'No.', idempotencyKey: null });
    const shown = await waiting;
    expect(shown.content).toMatchObject({
      draft: { status: 'discarded', discard: { reason: 'suspicious', message: 'No.' } },
    });
    expect(Date.now() - started).toBeLessThan(6000);
    await client.close();
  });

  it('ends when the key is revoked, and tells it nothing of what is decided afterwards', async () => {
    const brief = await makeKey(owner);
    const client = await connect(door.url, brief.token);
    const made = await call(client, 'draft_create_endpoint', proposalOf({ name: 'revoked-meanwhile' }));
    const started = Date.now();
    const waiting = call(client, 'draft_show', { draft_id: draftOf(made.content).id, wait_seconds: 20 });
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
    accepted(await revokeKey(owner.tenant.system, brief.agent.keyId, {}, null));
    expect((await waiting).code).toBe('KEY_REVOKED');
    expect(Date.now() - started).toBeLessThan(4000);
    await client.close();
  });

  it('ends by itself, and does not wait for what is decided', async () => {
    const client = await connect(door.url, key.token);
    const made = await call(client, 'draft_create_endpoint', proposalOf({ name: 'unanswered' }));
    const { id } = draftOf(made.content);
    const started = Date.now();
    const shown = await call(client, 'draft_show', { draft_id: id, wait_seconds: 1 });
    expect(draftOf(shown.content).status).toBe('pending');
    expect(Date.now() - started).toBeGreaterThan(900);
    await call(client, 'draft_discard', { draft_id: id, reason: 'not_needed' });
    const again = Date.now();
    await call(client, 'draft_show', { draft_id: id, wait_seconds: 30 });
    expect(Date.now() - again).toBeLessThan(2000);
    expect((await call(client, 'draft_show', { draft_id: id, wait_seconds: 31 })).code).toBe(
      'VALIDATION_FAILED',
    );
    await client.close();
  });
});

const endpointsHash = () =>
  withTenantRead(
    owner.tenant.system,
    async ({ sql }) =>
      (await sql`select md5(coalesce(string_agg(e::text, '' order by e.id), '')) as h from endpoints e`)[0],
  );

it('changes no production table, whatever is called', async () => {
  const before = await endpointsHash();
  const client = await connect(door.url, key.token);
  const { tools } = await client.listTools();
  for (const { name } of tools) await call(client, name, {});
  for (const name of ['draft_apply', 'endpoint_create', 'endpoint_delete'])
    await call(client, name, { name: 'x' });
  expect(await endpointsHash()).toEqual(before);
  await client.close();
});
