import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Agent } from '@/lib/domain/actor';
import { accepted } from '@/lib/use-cases/testing/result';
import { resumeIt, stopIt } from '@/lib/use-cases/testing/stops';
import { authenticateKey } from '../keys/authenticate-key';
import { rotateKey } from '../keys/rotate-key';
import { admitAgent } from './admit-agent';
import { type About, stoppedNow } from './stopped-now';

const owner = postgres(inject('ownerUrl'), { max: 1 });
const one = postgres(inject('appUrl'), { max: 8 });
const another = postgres(inject('appUrl'), { max: 8 });
let person: TestPerson;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
});
afterAll(() => Promise.all([owner.end(), one.end(), another.end()]));

const limited = async (ratePerMinute: number, burst = ratePerMinute): Promise<Agent> =>
  (await makeKey(person, undefined, { grant: { ratePerMinute, burst } })).agent;
const nothing: About = { tool: null, run: null };
const ask = async (agent: Agent, about = nothing) => {
  const answer = await admitAgent(agent, about);
  return answer.ok ? 'in' : answer.refusal.code;
};
const times = async (count: number, agent: Agent) => {
  const answers: string[] = [];
  for (let asked = 0; asked < count; asked += 1) answers.push(await ask(agent));
  return answers;
};

describe('the limit of a key', () => {
  it('lets in sixty a minute, and tells the sixty-first when to come again', async () => {
    const agent = await limited(60);
    expect((await times(61, agent)).map((answer, at) => (answer === 'in' ? 0 : at)).filter(Boolean)).toEqual([
      60,
    ]);
    const answer = await admitAgent(agent, nothing);
    const seconds = answer.ok ? 0 : (answer.refusal.retryAfterSeconds ?? 0);
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  it('lets in no more at once than its burst, and fills with time', async () => {
    const agent = await limited(600, 5);
    expect(await times(6, agent)).toEqual(['in', 'in', 'in', 'in', 'in', 'RATE_LIMITED']);
    await new Promise((resolve) => {
      setTimeout(resolve, 250);
    });
    expect(await ask(agent)).toBe('in');
  });

  it('counts exactly what two processes ask at once', async () => {
    const agent = await limited(50);
    const askOf = (pool: postgres.Sql) => pool<{ verdict: string }[]>`
      select verdict from mcp_admit(${agent.tenantId}, ${agent.keyId}, null, null, 50, 50)`;
    const asked = Array.from({ length: 100 }, () => [askOf(one), askOf(another)]).flat();
    const verdicts = (await Promise.all(asked)).map(([row]) => row?.verdict);
    expect(verdicts.filter((verdict) => verdict === 'admitted')).toHaveLength(50);
    expect(verdicts.filter((verdict) => verdict === 'limited')).toHaveLength(150);
  });

  it('is one for a key and every successor, while their tokens stand beside one another', async () => {
    const admin = await makeSession(await makePerson(person.tenant, 'admin'));
    const first = await limited(6);
    const line = [first];
    for (let turn = 0; turn < 2; turn += 1) {
      const { token } = accepted(await rotateKey(admin, line.at(-1)?.keyId ?? '', { grace_hours: 24 }, null));
      line.push(accepted(await authenticateKey(token ?? '')));
    }
    const answers: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) for (const agent of line) answers.push(await ask(agent));
    expect(answers.filter((answer) => answer === 'in')).toHaveLength(6);
    expect(answers.slice(6)).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED']);
    expect(await ask(await limited(6))).toBe('in');
  });

  it('goes by the clock of the database: a new minute, a new count', async () => {
    const agent = await limited(2);
    expect(await times(3, agent)).toEqual(['in', 'in', 'RATE_LIMITED']);
    await ownerIn(
      owner,
      person.tenant,
      (sql) => sql`update rate_buckets set minute_from = minute_from - interval '1 minute',
        filled_at = filled_at - interval '1 minute' where key_id = ${agent.keyId}`,
    );
    expect(await times(3, agent)).toEqual(['in', 'in', 'RATE_LIMITED']);
  });

  it('asks the call log to keep one refusal in ten seconds, and counts the others', async () => {
    const agent = await limited(1);
    await ask(agent);
    const noted = [];
    for (let asked = 0; asked < 5; asked += 1) noted.push(await admitAgent(agent, nothing));
    expect(noted.map((answer) => !answer.ok && answer.noted)).toEqual([true, false, false, false, false]);
    const [row] = await one.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${agent.tenantId}, true)`;
      return sql<{ total: string }[]>`select total from refused_requests where key_id = ${agent.keyId}`;
    });
    expect(Number(row?.total)).toBe(5);
    await ownerIn(
      owner,
      person.tenant,
      (sql) => sql`update refused_requests set noted_at = noted_at - interval '11 seconds'`,
    );
    expect(await admitAgent(agent, nothing)).toMatchObject({ ok: false, noted: true });
  });
});

describe('it fails closed', () => {
  it('when the database refuses the question', async () => {
    const agent = await limited(60);
    await expect(admitAgent({ ...agent, keyId: `${agent.keyId}\0` }, nothing)).rejects.toThrow(
      'invalid byte',
    );
  });

  it('and no role that an agent gets may ask it, fill its bucket or lift a stop', async () => {
    const agent = await limited(60);
    const asAgent = (run: (sql: postgres.TransactionSql) => Promise<unknown>) =>
      one.begin(async (sql) => {
        await sql`select set_config('app.tenant_id', ${agent.tenantId}, true), set_config('role', 'agent', true)`;
        await run(sql);
      });
    const acts = [
      (sql: postgres.TransactionSql) =>
        sql`select mcp_admit(${agent.tenantId}, ${agent.keyId}, null, null, 1, 1)`,
      (sql: postgres.TransactionSql) => sql`update rate_buckets set level = 1000`,
      (sql: postgres.TransactionSql) => sql`update circuit_breakers set state = 'closed'`,
      (sql: postgres.TransactionSql) => sql`update kill_switches set engaged_at = null`,
      (sql: postgres.TransactionSql) => sql`insert into stops default values`,
    ];
    for (const act of acts) await expect(asAgent(act)).rejects.toThrow('permission denied');
  });

  it('when the switch that is always there is not', async () => {
    const tenant = await makeTenant();
    const { agent } = await makeKey(await makePerson(tenant, 'reviewer'));
    await ownerIn(owner, tenant, (sql) => sql`delete from kill_switches where scope = 'tenant'`);
    expect(await ask(agent)).toBe('KILL_SWITCH_ENGAGED');
  });

  it('and takes from no transaction around it that its evidence is on the disk', async () => {
    const agent = await limited(60);
    const within = (tenantId: string) =>
      one.begin(async (sql) => {
        await sql`select set_config('app.tenant_id', ${tenantId}, true)`;
        await sql`select mcp_admit(${agent.tenantId}, ${agent.keyId}, null, null, 1, 1)`;
      });
    await expect(within(agent.tenantId)).rejects.toThrow('a transaction of its own');
    await expect(within((await makeTenant()).id)).rejects.toThrow('a transaction of its own');
  });
});

describe('a stop', () => {
  it.each([
    ['tenant', () => null, 'KILL_SWITCH_ENGAGED', ['other', 'key', 'tool', 'run', 'plain']],
    ['key', (agent: Agent) => agent.keyId, 'KILL_SWITCH_ENGAGED', ['key', 'tool', 'run', 'plain']],
    ['tool', () => 'draft_list', 'KILL_SWITCH_ENGAGED', ['tool']],
    ['run', () => 'run-7', 'RUN_STOPPED', ['run']],
  ] as const)('of a %s covers exactly its own', async (scope, subjectOf, code, covered) => {
    const [agent, other] = [await limited(600), await limited(600)];
    const { system } = person.tenant;
    const asked = {
      other: () => ask(other),
      key: () => ask(agent),
      tool: () => ask(agent, { tool: 'draft_list', run: null }),
      run: () => ask(agent, { tool: 'draft_show', run: 'run-7' }),
      plain: () => ask(agent, { tool: 'draft_show', run: 'run-8' }),
    };
    const answers = async () => {
      const said: Record<string, string> = {};
      for (const [name, act] of Object.entries(asked)) said[name] = await act();
      return said;
    };
    const all = (say: (name: string) => string) =>
      Object.fromEntries(Object.keys(asked).map((name) => [name, say(name)]));
    const stop = await stopIt(system, scope, subjectOf(agent));
    expect(await answers()).toEqual(
      all((name) => ((covered as readonly string[]).includes(name) ? code : 'in')),
    );
    await resumeIt(system, stop);
    expect(await answers()).toEqual(all(() => 'in'));
  });

  it('spends nothing of a key that is asked about while it waits', async () => {
    const agent = await limited(1);
    expect(await stoppedNow(agent, nothing)).toBeNull();
    expect(await stoppedNow(agent, nothing)).toBeNull();
    expect(await ask(agent)).toBe('in');
  });

  it('leaves the row of the first refused request to that request, whoever waited when it came', async () => {
    const agent = await limited(60);
    const stop = await stopIt(person.tenant.system, 'key', agent.keyId);
    expect(await stoppedNow(agent, nothing)).toMatchObject({
      code: 'KILL_SWITCH_ENGAGED',
      retryAfterSeconds: 30,
    });
    expect(await admitAgent(agent, nothing)).toMatchObject({ ok: false, rule: 'stop:key', noted: true });
    await resumeIt(person.tenant.system, stop);
  });
});
