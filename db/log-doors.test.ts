import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';

const owner = postgres(inject('ownerUrl'), { max: 1 });
const app = postgres(inject('appUrl'), { max: 1 });
const tenant = crypto.randomUUID();

type Tx = postgres.TransactionSql;
type Role = 'none' | 'agent' | 'gc' | 'service';
type Open = { event: string; door: string };

const single = (name: string) => (sql: Tx, event: string) =>
  sql`select ${sql(name)}(${event}, 'evd_x', 'x', 'no entry'::bytea)`;
/** Each door by its name in log_doors(): its function and the role that may execute it. */
const doors: Record<string, { role: Role; through: (sql: Tx, event: string) => PromiseLike<unknown> }> = {
  app: { role: 'none', through: single('log_append') },
  agent: { role: 'agent', through: single('log_append_of_agent') },
  sweep: { role: 'gc', through: single('log_append_of_sweep') },
  paced: {
    role: 'gc',
    through: (sql, event) =>
      sql`select log_append_paced(${event}, '{evd_x}', '{x}', ${sql.array([Buffer.from('no entry')], 17)}, 500)`,
  },
};

beforeAll(async () => {
  await owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant}, true)`;
    await sql`insert into tenants (id, name, created_at) values (${tenant}, ${`t-${tenant}`}, now())`;
    await sql`insert into log_heads (tenant_id) values (${tenant})`;
  });
});
afterAll(() => Promise.all([owner.end(), app.end()]));

const said = async (): Promise<Open[]> => [...(await owner<Open[]>`select event, door from log_doors()`)];

const byName = (one: Open, other: Open) =>
  `${one.door} ${one.event}`.localeCompare(`${other.door} ${other.event}`);
const of = async (name: string) =>
  (await said()).filter(({ door }) => door === name).map(({ event }) => event);

/** What lets an entry that is none come as far as to be read: whoever is turned away never sees it. */
async function openTo(role: Role, events: readonly string[]): Promise<Open[]> {
  const open: Open[] = [];
  await app.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant}, true), set_config('role', ${role}, true)`;
    for (const [door, { through }] of Object.entries(doors)) {
      for (const event of events) {
        const fault: unknown = await sql
          .savepoint((inner) => through(inner, event))
          .catch((thrown: unknown) => thrown);
        if (!(fault instanceof postgres.PostgresError)) throw new Error('an entry that is none was appended');
        if (fault.code !== '42501') open.push({ event, door });
      }
    }
  });
  return open;
}

describe('the doors of the log', () => {
  it('know every event, and no other', async () => {
    const known = new Set((await said()).map(({ event }) => event));
    expect([...known].toSorted()).toEqual(evidenceEvents.toSorted());
  });

  it.each<Role>(['none', 'agent', 'gc', 'service'])(
    'let role %s append what they say, and nothing else',
    async (role) => {
      const events = [...evidenceEvents, 'draft_', 'made_up'];
      const expected = (await said()).filter(({ door }) => doors[door]?.role === role);
      expect((await openTo(role, events)).toSorted(byName)).toEqual(expected.toSorted(byName));
    },
  );

  it('let an agent append three events, the sweep three, and nobody else these of the sweep', async () => {
    expect(await of('agent')).toEqual(['draft_created', 'draft_discarded', 'draft_apply_refused']);
    expect(await of('sweep')).toEqual(['calls_purged']);
    expect(await of('paced')).toEqual(['draft_expired', 'draft_purged']);
    const served = await of('app');
    expect(
      ['draft_expired', 'draft_purged', 'calls_purged'].filter((event) => served.includes(event)),
    ).toEqual([]);
  });
});
