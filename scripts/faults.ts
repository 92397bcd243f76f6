import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded } from '@/server/build-if-needed';
import type { Act } from './faults/act';
import { type ActorProcess, startActor } from './faults/actor-process';
import { type House, makeHouse } from './faults/house';
import { httpRows } from './faults/http-rows';
import { createsAtOnce, rowsOf, stepsOf } from './faults/rows';
import { type Outcome, type Row, runRow } from './faults/run-row';
import { startServer } from './faults/server-process';
import { tableLine, tablePage } from './faults/table-page';

const acts: readonly Act[] = ['apply', 'create', 'discard'];
const page = join(import.meta.dirname, '../docs/fault-table.md');

await buildIfNeeded(join(import.meta.dirname, '..'), { log: (line) => process.stdout.write(`${line}\n`) });
const house = await makeHouse();
let isStopped = false;
let next: Promise<ActorProcess> | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopped = true));
try {
  process.exitCode = await runTable(house);
} finally {
  await house.leave();
}
process.exit();

/** Runs every row, prints it, and writes the page when all are as they must be. */
async function runTable(of: House): Promise<0 | 1> {
  const rows = [...httpRows(), ...createsAtOnce, ...(await stepRows(of))];
  const outcomes: Outcome[] = [];
  for (const [nth, row] of rows.entries()) {
    if (isStopped) break;
    const outcome = await runRow(of, await actorOf(of, row, rows[nth + 1]), row);
    outcomes.push(outcome);
    process.stdout.write(`${tableLine(outcome)}\n`);
  }
  await (await next)?.kill();
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

/** Who acts. The process of the next row is started while this one runs; servers take turns, they listen in one place. */
async function actorOf(of: House, row: Row, following: Row | undefined): Promise<ActorProcess> {
  const begun = await next;
  next = null;
  const actor = begun ?? (await start(of, row));
  if (following?.door === 'process') next = startActor(of.line.url, of.cluster.dataDir);
  return actor;
}

async function start(of: House, { door, form }: Row): Promise<ActorProcess> {
  if (door === 'process') return startActor(of.line.url, of.cluster.dataDir);
  const server = await startServer(of);
  return form === 'answer cut off' ? { ask: server.cutOff, kill: server.kill } : server;
}
