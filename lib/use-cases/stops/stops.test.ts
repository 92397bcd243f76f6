import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { ownerOnce } from '@/db/testing/owner-once';
import type { Agent, Human } from '@/lib/domain/actor';
import { sha256Hex } from '@/lib/domain/evidence/digest';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { resumeIt, stopIt } from '@/lib/use-cases/testing/stops';
import { discardDraft } from '../drafts/discard-draft';
import { listDrafts } from '../drafts/list-drafts';
import { listEvidence } from '../evidence/list-evidence';
import { engageStop } from './engage-stop';
import { listStops } from './list-stops';
import { releaseStop } from './release-stop';

const app = postgres(inject('appUrl'), { max: 2 });
afterAll(() => app.end());

let person: TestPerson;
let people: Record<'viewer' | 'reviewer' | 'operator' | 'admin', Human>;
let agent: Agent;

beforeAll(async () => {
  const tenant = await makeTenant();
  person = await makePerson(tenant, 'reviewer');
  people = {
    viewer: await makeSession(await makePerson(tenant, 'viewer')),
    reviewer: await makeSession(person),
    operator: await makeSession(await makePerson(tenant, 'operator')),
    admin: await makeSession(await makePerson(tenant, 'admin')),
  };
  agent = (await makeKey(person)).agent;
});

const stopRun = (by: Human, subject: string, idempotencyKey: string | null = null) =>
  engageStop(by, { scope: 'run', subject, reason: '', idempotencyKey });
const resume = (by: Human, stopId: string, confirm: string, idempotencyKey: string | null = null) =>
  releaseStop(by, { stopId, reason: 'It was a drill', confirm, idempotencyKey });

const saidOf = async (reader: Agent | Human, id: string) =>
  accepted(await listDrafts(reader, { q: id })).items[0]?.stopped;

describe('stopping', () => {
  it('is one action of everybody but a viewer, and needs no reason', async () => {
    expect(codeOf(await stopRun(people.viewer, 'run-viewer'))).toBe('ROLE_REQUIRED');
    for (const role of ['reviewer', 'operator', 'admin'] as const) {
      expect(codeOf(await stopRun(people[role], `run-${role}`))).toBe('ok');
    }
  });

  it('leaves evidence that says what, and of free text only a salted digest', async () => {
    const reason = 'It drops tables ‹now›';
    const stopped = { scope: 'key', subject: agent.keyId, reason, idempotencyKey: null } as const;
    const { stop } = accepted(await engageStop(people.reviewer, stopped));
    await resumeIt(people.admin, stop);
    const { items } = accepted(await listEvidence(people.viewer, {}));
    const mine = items.filter(({ subject }) => subject === stop.id);
    expect(mine.map(({ event }) => event)).toEqual(['stop_released', 'stop_engaged']);
    expect(mine[1]?.payload).toMatchObject({
      engaged_by: { kind: 'human', id: people.reviewer.userId },
      scope: 'key',
      stopped: agent.keyId,
    });
    expect(JSON.stringify(mine)).not.toContain('drops tables');
    const [row] = await withTenantRead(person.tenant.system, async ({ sql }) => [
      ...(await sql<{ salt: Buffer }[]>`select salt from stops where id = ${stop.id}`),
    ]);
    const digest = sha256Hex(Buffer.concat([row?.salt ?? Buffer.of(), Buffer.from(reason)]));
    expect(mine[1]?.payload['reason_digest']).toBe(`sha256:${digest}`);
  });

  it('what is stopped already stays as it was, and a repeated request is one stop', async () => {
    const first = accepted(await stopRun(people.reviewer, 'run-twice', 'key-twice'));
    expect(accepted(await stopRun(people.reviewer, 'run-twice', 'key-twice'))).toMatchObject({
      replayed: true,
    });
    const again = accepted(await stopRun(people.operator, 'run-twice'));
    expect(again).toMatchObject({ repeated: true, stop: { id: first.stop.id } });
  });

  it.each([
    ['a key of nobody', 'key', 'key_01J00000000000000000000000'],
    ['a tool that does not exist', 'tool', 'draft_aply'],
  ] as const)('says that %s was not stopped', async (_, scope, subject) => {
    const asked = { scope, subject, reason: '', idempotencyKey: null };
    expect(codeOf(await engageStop(people.admin, asked))).toBe('RESOURCE_NOT_FOUND');
  });

  it('is refused to whoever was demoted or signed out a moment ago', async () => {
    const demoted = await makePerson(person.tenant, 'operator');
    const session = await makeSession(demoted);
    await ownerOnce(person.tenant, (sql) => sql`update users set role = 'viewer' where id = ${demoted.id}`);
    expect(codeOf(await stopRun(session, 'run-demoted'))).toBe('ROLE_REQUIRED');
    expect(codeOf(await stopRun(await makeSession(person, -1), 'run-ended'))).toBe('UNAUTHENTICATED');
  });
});

describe('resuming', () => {
  it('is for an operator or an admin, who types the name', async () => {
    const stop = await stopIt(people.reviewer, 'run', 'run-typed');
    expect(codeOf(await resume(people.reviewer, stop.id, 'run-typed'))).toBe('ROLE_REQUIRED');
    expect(codeOf(await resume(people.operator, stop.id, 'run-typo'))).toBe('VALIDATION_FAILED');
    expect(codeOf(await resume(people.operator, stop.id, 'run-typed', 'key-typed'))).toBe('ok');
    expect(codeOf(await resume(people.operator, stop.id, 'run-typed', 'key-typed'))).toBe('ok');
    expect(codeOf(await resume(people.operator, stop.id, 'run-typed'))).toBe('RESOURCE_NOT_FOUND');
  });

  it('of another tenant finds no such stop', async () => {
    const stop = await stopIt(people.reviewer, 'run', 'run-foreign');
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(codeOf(await resume(stranger, stop.id, 'run-foreign'))).toBe('RESOURCE_NOT_FOUND');
    expect(await listStops(stranger)).toEqual([]);
    const listed = (await listStops(people.viewer)).find(({ id }) => id === stop.id);
    expect(listed).toMatchObject({ subjectName: 'run-foreign', engagedBy: { name: people.reviewer.name } });
  });
});

describe('a draft that a stop covers', () => {
  it.each([
    ['its tenant', 'tenant', (): null => null, 'KILL_SWITCH_ENGAGED'],
    ['its key', 'key', (): string => agent.keyId, 'KILL_SWITCH_ENGAGED'],
    ['the tool that made it', 'tool', (): string => 'draft_create_endpoint', 'KILL_SWITCH_ENGAGED'],
    ['its run', 'run', (): string => 'run-frozen', 'RUN_STOPPED'],
  ] as const)('by %s cannot be applied, and can be discarded', async (_, scope, subject, code) => {
    const draft = await propose(agent, { name: `frozen-${scope}` }, { run_id: 'run-frozen' });
    const stop = await stopIt(people.operator, scope, subject());
    expect(codeOf(await apply(people.reviewer, draft))).toBe(code);
    await resumeIt(people.operator, stop);
    expect(codeOf(await apply(people.reviewer, draft))).toBe('ok');
    const unwanted = await propose(agent, { name: `unwanted-${scope}` }, { run_id: 'run-frozen' });
    const again = await stopIt(people.operator, scope, subject());
    const said = { draftId: unwanted.id, reason: 'not_needed', message: '', idempotencyKey: null } as const;
    expect(codeOf(await discardDraft(people.reviewer, said))).toBe('ok');
    await resumeIt(people.operator, again);
  });

  it('by its run is not withdrawn by its agent either, whatever run that says it is in', async () => {
    const draft = await propose(agent, { name: 'held' }, { run_id: 'run-held' });
    const free = await propose(agent, { name: 'free' }, { run_id: 'run-free' });
    const stop = await stopIt(people.operator, 'run', 'run-held');
    const said = { reason: 'not_needed', message: '', idempotencyKey: null } as const;
    expect(codeOf(await discardDraft(agent, { ...said, draftId: draft.id }))).toBe('RUN_STOPPED');
    expect(codeOf(await discardDraft(agent, { ...said, draftId: free.id }))).toBe('ok');
    await resumeIt(people.operator, stop);
    expect(codeOf(await discardDraft(agent, { ...said, draftId: draft.id }))).toBe('ok');
  });

  it('says in every list of people what stops it, the widest first, and in none of agents', async () => {
    const other = (await makeKey(person)).agent;
    const draft = await propose(agent, { name: 'listed-stop' }, { run_id: 'run-listed' });
    const free = await propose(other, { name: 'listed-free' });
    expect(await saidOf(people.reviewer, draft.id)).toBeNull();
    const { stop: run } = accepted(await stopRun(people.reviewer, 'run-listed'));
    expect(await saidOf(people.viewer, draft.id)).toMatch(
      /^Stopped by .* UTC: the run that this belongs to\.$/,
    );
    expect(await saidOf(people.viewer, free.id)).toBeNull();
    expect(await saidOf(agent, draft.id)).toBeNull();
    const key = await stopIt(people.reviewer, 'key', agent.keyId);
    expect(await saidOf(people.viewer, draft.id)).toContain('the key of this agent');
    expect(await saidOf(people.viewer, free.id)).toBeNull();
    await resumeIt(people.admin, key);
    await resumeIt(people.admin, run);
    expect(await saidOf(people.viewer, draft.id)).toBeNull();
  });

  it('by another key, run or tool is applied', async () => {
    const draft = await propose(agent, { name: 'not-frozen' }, { run_id: 'run-good' });
    const other = (await makeKey(person)).agent;
    const stops = [
      await stopIt(people.operator, 'key', other.keyId),
      await stopIt(people.operator, 'run', 'run-bad'),
      await stopIt(people.operator, 'tool', 'draft_list'),
    ];
    expect(codeOf(await apply(people.reviewer, draft))).toBe('ok');
    for (const stop of stops) await resumeIt(people.operator, stop);
  });

  it.each(['tenant', 'key', 'run'] as const)(
    'by its %s while an apply runs: the stop waits for that apply, and nothing is applied after it',
    async (scope) => {
      const subject = { tenant: null, key: agent.keyId, run: 'run-race' }[scope];
      const draft = await propose(agent, { name: `race-${scope}` }, { run_id: 'run-race' });
      const holder = await app.reserve();
      // As an apply does, after it has looked at the switches and before it commits.
      await holder`begin`;
      await holder`select set_config('app.tenant_id', ${agent.tenantId}, true)`;
      await holder`select scope from kill_switches
        where tenant_id = ${agent.tenantId} and scope = 'tenant' and subject = '*' for share`;
      let engaged = false;
      const stopping = stopIt(people.operator, scope, subject).then((stop) => {
        engaged = true;
        return stop;
      });
      await new Promise((resolve) => {
        setTimeout(resolve, 200);
      });
      expect(engaged).toBe(false);
      await holder`commit`;
      holder.release();
      const stop = await stopping;
      expect(codeOf(await apply(people.reviewer, draft))).not.toBe('ok');
      await resumeIt(people.operator, stop);
    },
  );

  it('is never applied after its stop has returned, however many try at once', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 6 }, (_, at) => propose(agent, { name: `storm-${at}` }, { run_id: 'run-storm' })),
    );
    const applying = drafts.map((draft) => apply(people.reviewer, draft).then(codeOf));
    const stop = await stopIt(people.operator, 'run', 'run-storm');
    for (const code of await Promise.all(applying)) expect(['ok', 'RUN_STOPPED']).toContain(code);
    for (const draft of drafts) expect(codeOf(await apply(people.reviewer, draft))).not.toBe('ok');
    await resumeIt(people.operator, stop);
  });
});

const inTenant = (work: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  app.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${agent.tenantId}, true)`;
    await work(sql);
  });
const row = (id: string) => ({
  id,
  tenant_id: agent.tenantId,
  scope: 'run',
  subject: id,
  subject_name: id,
  engaged_by: 'usr_x',
  engaged_by_name: 'x',
  engaged_at: new Date(),
  reason: '',
  salt: Buffer.alloc(16),
});

describe('the database', () => {
  it('keeps no stop without its evidence, no switch without its stop, and no stop that came back', async () => {
    const silent = inTenant((sql) => sql`insert into stops ${sql(row('stp_silent'))}`);
    await expect(silent).rejects.toThrow('without evidence');
    const released = inTenant(
      (sql) => sql`update kill_switches set engaged_at = now(), engaged_by = 'x' where scope = 'tenant'`,
    );
    await expect(released).rejects.toThrow('without its stop');
    const stop = await stopIt(people.operator, 'run', 'run-back');
    const lifted = inTenant(
      (sql) => sql`update kill_switches set engaged_at = null, engaged_by = null where subject = 'run-back'`,
    );
    await expect(lifted).rejects.toThrow('without its stop');
    await resumeIt(people.operator, stop);
    const back = inTenant(
      (sql) => sql`
      update stops set released_by = null, released_by_name = null, released_at = null, release_reason = null,
        release_salt = null where id = ${stop.id}`,
    );
    await expect(back).rejects.toThrow('released for good');
  });

  it('lets no serving role move the switch of the whole installation', async () => {
    const nil = '00000000-0000-0000-0000-000000000000';
    const moved = app.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${nil}, true)`;
      const { count } = await sql`update kill_switches set engaged_at = now(), engaged_by = 'x'`;
      expect(count).toBe(0);
      await sql`insert into kill_switches (tenant_id, scope, subject) values (${nil}, 'global', '*')`;
    });
    await expect(moved).rejects.toThrow('row-level security');
  });
});
