import { afterAll, beforeAll, expect, test } from 'vitest';
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
