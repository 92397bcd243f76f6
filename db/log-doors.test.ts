import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';

const owner = postgres(inject('ownerUrl'), { max: 1 });
const app = postgres(inject('appUrl'), { max: 1 });
const tenant = crypto.randomUUID();

type Tx = postgres.TransactionSql;
type Role = 'none' | 'agent' | 'gc' | 'service';
type Open = { event: string; door: string };

type Through = (sql: Tx, event: string) => PromiseLike<unknown>;
const single =
  (name: string): Through =>
  (sql, event) =>
    sql`select ${sql(name)}(${event}, 'evd_x', 'x', 'no entry'::bytea)`;
const notEntries = [Buffer.from('no entry')];

/** Each function that appends: its door in log_doors(), and the role that may execute it. */
const functions: Record<string, { door: string; role: Role; through: Through }> = {
  log_append: { door: 'app', role: 'none', through: single('log_append') },
  log_append_of_agent: { door: 'agent', role: 'agent', through: single('log_append_of_agent') },
  log_append_together: {
    door: 'agent',
    role: 'agent',
    through: (sql, event) =>
      sql`select log_append_together(${event}, '{evd_x}', '{x}', ${sql.array(notEntries, 17)})`,
  },
  log_append_of_sweep: { door: 'sweep', role: 'gc', through: single('log_append_of_sweep') },
  log_append_paced: {
    door: 'paced',
    role: 'gc',
    through: (sql, event) =>
      sql`select log_append_paced(${event}, '{evd_x}', '{x}', ${sql.array(notEntries, 17)}, 500)`,
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

const of = async (name: string) =>
  (await said()).filter(({ door }) => door === name).map(({ event }) => event);

/** What lets an entry that is none come as far as to be read: whoever is turned away never sees it. */
async function openTo(role: Role, events: readonly string[]): Promise<string[]> {
  const open: string[] = [];
  await app.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenant}, true), set_config('role', ${role}, true)`;
    for (const [name, { through }] of Object.entries(functions)) {
      for (const event of events) {
        const fault: unknown = await sql
          .savepoint((inner) => through(inner, event))
          .catch((thrown: unknown) => thrown);
        if (!(fault instanceof postgres.PostgresError)) throw new Error('an entry that is none was appended');
        if (fault.code !== '42501') open.push(`${name} ${event}`);
      }
    }
  });
  return open.toSorted();
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
      const doors = await said();
      const expected = Object.entries(functions)
        .filter(([, { role: its }]) => its === role)
        .flatMap(([name, { door: its }]) =>
          doors.filter(({ door }) => door === its).map(({ event }) => `${name} ${event}`),
        );
      expect(await openTo(role, events)).toEqual(expected.toSorted());
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
