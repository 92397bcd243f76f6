import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownerIn } from '@/db/testing/owner-in';
import { startActor } from './actor-process';
import { type House, makeHouse } from './house';
import { createsAtOnce, rowsOf, stepsOf } from './rows';
import { type Row, runRow } from './run-row';

let house: House;
let rows: readonly Row[];

beforeAll(async () => {
  house = await makeHouse();
  rows = rowsOf('apply', await stepsOf(house, 'apply'));
}, 60_000);
afterAll(() => house.leave());

const rowOf = (victim: Row['victim'], form: Row['form']): Row => {
  const found = rows.findLast((row) => row.victim === victim && row.form === form);
  if (!found) throw new Error('no such row');
  return found;
};

test('every statement of an apply is a row for both victims and both forms', () => {
  expect(rows.length).toBeGreaterThan(4 * 15);
  const statements = new Set(rows.map(({ step }) => step));
  for (const step of statements) {
    const kinds = rows.filter((row) => row.step === step).map(({ victim, form }) => `${victim} ${form}`);
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(4);
  }
  for (const named of ['begin', 'update drafts', 'insert into endpoints', 'insert into deliveries', 'commit'])
    expect([...statements].filter((step) => step.includes(named))).not.toEqual([]);
});

test.each([
  ['server', 'failed'],
  ['server', 'failed but persisted'],
  ['postgres', 'failed'],
  ['postgres', 'failed but persisted'],
] as const)('kill -9 of %s at the COMMIT of an apply, %s: all of it or nothing', async (victim, form) => {
  const actor = await startActor(house.line.url, house.cluster.dataDir);
  const { wrong, stored } = await runRow(house, actor, rowOf(victim, form));
  expect(wrong).toEqual([]);
  expect(stored).toEqual([form === 'failed' ? 'nothing' : 'all']);
});

test('kill -9 of Postgres while eight creates commit: each of them is there whole, or not at all', async () => {
  const [row] = createsAtOnce.filter(({ victim }) => victim === 'postgres');
  if (!row) throw new Error('no such row');
  const actor = await startActor(house.line.url, house.cluster.dataDir);
  expect((await runRow(house, actor, row)).wrong).toEqual([]);
});

/** Runs `npm run admin -- verify-log` on the database of this test. */
function verifyByCommand() {
  const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/admin.ts', 'verify-log'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: join(import.meta.dirname, '../..'),
    // Not over the line of the house: this process stands still meanwhile.
    env: {
      ...process.env,
      DATABASE_URL: house.cluster.appUrl(),
      DATABASE_OWNER_URL: house.cluster.ownerUrl(),
    },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the command of the operator holds after all this, and names a leaf that somebody changed', async () => {
  const whole = verifyByCommand();
  expect(whole).toMatchObject({ status: 0, stderr: '' });
  expect(whole.stdout.match(/The log of t-\w{8} holds: \d+ leaves/g)).toHaveLength(2);
  const owner = postgres(house.cluster.ownerUrl(), { max: 1 });
  await ownerIn(owner, { id: house.system.tenantId }, (sql) =>
    sql.unsafe(`alter table log_leaves disable trigger user;
      update log_leaves set entry = entry || '\\x20' where idx = 2; alter table log_leaves enable trigger user`),
  );
  await owner.end();
  const { status, stderr } = verifyByCommand();
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /is broken in \d+ places, first\n {2}at #2, evd_\w{26}: the entry is not the RFC 8785 form/,
  );
  expect(stderr).toMatch(/The log of t-\w{8} holds/);
});
