import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newId } from '@/db/new-id';
import { withTenant, withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { verifyChain } from '@/lib/use-cases/audit/verify-chain';
import { discardDraft } from '@/lib/use-cases/drafts/discard-draft';
import { setDraftLife } from '@/lib/use-cases/tenants/set-draft-life';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

let person: TestPerson;
let admin: Human;
let agent: Agent;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'admin');
  admin = await makeSession(person);
  agent = (await makeKey(person)).agent;
});

const eventsOn = (subject: string) =>
  withTenantRead(person.tenant.system, async ({ sql }) => [
    ...(await sql<Record<string, unknown>[]>`
      select type, actor_kind, actor_id, channel, before, after, reason, correlation_id from audit_events
      where subject = ${subject} order by seq`),
  ]);

it('holds each act of a person with what was and what is, and no act of an agent', async () => {
  const [applied, discarded] = [await propose(agent, { name: 'one' }), await propose(agent, { name: 'two' })];
  accepted(await apply(admin, applied));
  const message = 'Not this week. password=hunter22';
  accepted(
    await discardDraft(admin, { draftId: discarded.id, reason: 'other', message, idempotencyKey: null }),
  );
  expect(await eventsOn(applied.id)).toMatchObject([
    { type: 'draft_viewed', after: { viewed_by: admin.userId, viewed_for: 'apply' } },
    {
      type: 'draft_applied',
      actor_kind: 'human',
      actor_id: admin.userId,
      channel: 'ui',
      before: { status: 'pending', base: { state: 'absent' } },
      after: { status: 'applied', resource: { version: 1 } },
    },
  ]);
  const [seen, event, ...more] = await eventsOn(discarded.id);
  expect(seen).toMatchObject({ type: 'draft_viewed', after: { viewed_for: 'discard' } });
  expect(event).toMatchObject({ type: 'draft_discarded', after: { status: 'discarded', reason: 'other' } });
  expect(JSON.stringify(event)).not.toContain('hunter22');
  expect(more).toEqual([]);
  expect(await verifyChain(person.tenant.system, 'audit')).toMatchObject({ rows: 7, broken: null });
});

it('makes an event of every leaf that a person leaves, though the verb says nothing of it', async () => {
  const change = { usual: 5, least: null, most: null, retentionDays: null };
  accepted(await setDraftLife(admin, { change, seen: null, idempotencyKey: null }));
  expect(await eventsOn('draft_settings')).toMatchObject([
    { type: 'settings_changed', before: { ttl_hours: 72 }, after: { ttl_hours: 5 } },
  ]);
});

it('carries the id and the door of the request', async () => {
  const draft = await propose(agent, { name: 'three' });
  const answer = await ask(judged, {
    path: `/api/v1/drafts/${draft.id}/discard`,
    as: admin,
    body: { reason: 'duplicate' },
    headers: { 'x-correlation-id': 'trace-of-three' },
  });
  expect(answer.status).toBe(200);
  const carried = { channel: 'api', correlation_id: 'trace-of-three' };
  expect(await eventsOn(draft.id)).toMatchObject([carried, carried]);
});

it('undoes the change where its event cannot be written', async () => {
  const draft = await propose(agent, { name: 'four' });
  const acting = withTenant(admin, async (tx) => {
    await tx.sql`update users set name = 'Renamed' where id = ${person.id}`;
    tx.audit({ type: 'NOT A TYPE', subject: draft.id, before: null, after: null });
    return 'done';
  });
  await expect(acting).rejects.toThrow('audit_events_type_check');
  expect(await eventsOn(draft.id)).toEqual([]);
  const [user] = await withTenantRead(
    admin,
    ({ sql }) => sql`select name from users where id = ${person.id}`,
  );
  expect(user).toEqual({ name: person.name });
});

it('is never changed or removed, by the owner either, and an edit past the triggers is found', async () => {
  const tamper = (statement: string) =>
    owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${person.tenant.id}, true)`;
      await sql.unsafe(statement);
    });
  await expect(tamper(`update audit_events set reason = 'x'`)).rejects.toThrow('never changes');
  await expect(tamper('delete from audit_events')).rejects.toThrow('never changes');
  await expect(tamper('truncate audit_events')).rejects.toThrow('never changes');
  await tamper(`alter table audit_events disable trigger user;
    update audit_events set actor_id = '${newId('usr')}' where seq = 1; alter table audit_events enable trigger user`);
  expect((await verifyChain(person.tenant.system, 'audit')).broken).toMatchObject({
    seq: 1,
    field: 'entry_hash',
  });
});
