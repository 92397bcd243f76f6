import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Act } from './faults/act';
import { startActor } from './faults/actor-process';
import { type House, makeHouse } from './faults/house';
import { createsAtOnce, rowsOf, stepsOf } from './faults/rows';
import { type Outcome, type Row, runRow } from './faults/run-row';
import { tableLine, tablePage } from './faults/table-page';

const acts: readonly Act[] = ['apply', 'create', 'discard'];
const page = join(import.meta.dirname, '../docs/fault-table.md');

const house = await makeHouse();
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopped = true));
try {
  process.exitCode = await runTable(house);
} finally {
  await house.leave();
}
process.exit();

/** Runs every row, prints it, and writes the page when all are as they must be. */
async function runTable(of: House): Promise<0 | 1> {
  const rows = [...createsAtOnce, ...(await stepRows(of))];
  const outcomes: Outcome[] = [];
  let next = startActor(of.line.url, of.cluster.dataDir);
  for (const row of rows) {
    if (isStopped) break;
    const actor = await next;
    next = startActor(of.line.url, of.cluster.dataDir);
    const outcome = await runRow(of, actor, row);
    outcomes.push(outcome);
    process.stdout.write(`${tableLine(outcome)}\n`);
  }
  await (await next).kill();
  const wrong = outcomes.filter((outcome) => outcome.wrong.length > 0);
  process.stdout.write(`${outcomes.length} of ${rows.length} rows, ${wrong.length} not as they must be\n`);
  if (wrong.length > 0 || outcomes.length < rows.length) return 1;
  writeFileSync(page, tablePage(outcomes));
  return 0;
}

async function stepRows(of: House): Promise<Row[]> {
  const rows = [];
  for (const act of acts) rows.push(...rowsOf(act, await stepsOf(of, act)));
  return rows;
}
