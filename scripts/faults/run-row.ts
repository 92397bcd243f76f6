import { setTimeout as sleep } from 'node:timers/promises';
import { withTenantRead } from '@/db/tenant';
import { type Act, type Asked, carryOut } from './act';
import type { ActorProcess } from './actor-process';
import type { Hold, Step } from './carry';
import type { House, Prepared } from './house';
import { startServer } from './server-process';
import { extentOf, tracesOf } from './traces';

/**
 * `failed`: whoever dies does so before the statement reaches the database. `failed but persisted`: after the database has
 * answered it and before anybody hears. `in flight`: while the database works on it. `answer cut off`: after the first bytes of
 * the answer.
 */
export type Form = 'failed' | 'failed but persisted' | 'in flight' | 'answer cut off';
export type Victim = 'server' | 'postgres';

/** One row of the table: at which statement of which act who dies how, and whether the act is expected to be there. */
export type Row = {
  act: Act;
  /** A process with the use cases, or the whole server. */
  door: 'process' | 'http';
  /** How many are asked for at once. */
  callers: number;
  step: string;
  at: Hold['at'];
  victim: Victim;
  form: Form;
  expect: 'all' | 'nothing' | 'all or nothing';
};

export type Outcome = {
  row: Row;
  /** What is stored of each act after the recovery: `all`, `nothing`, or what. */
  stored: readonly string[];
  /** What each caller was told before anything was repeated; `nothing` where its process died. */
  told: readonly string[];
  /** What the same request was answered afterwards, and once more without its idempotency key. */
  again: readonly string[];
  /** All that is not as it must be. */
  wrong: readonly string[];
};

const whenOf = {
  failed: 'before',
  'failed but persisted': 'behind',
  'in flight': 'amid',
  'answer cut off': null,
} as const;
const longestMs = 30_000;

/** Runs one row: the act up to its step, the death, the recovery, and a look at everything. */
export async function runRow(house: House, actor: ActorProcess, row: Row): Promise<Outcome> {
  const prepared: Prepared[] = [];
  for (let caller = 0; caller < row.callers; caller += 1) prepared.push(await house.prepare(row.act));
  const when = whenOf[row.form];
  const watch = house.line.watch(when === null ? undefined : { at: row.at, when });
  const asked = actor.ask(prepared.map((one) => one.asked));
  const held = await Promise.race([watch.held, asked.then(() => null), sleep(longestMs, null)]);
  const told = (await die(house, actor, row.victim, asked)) ?? prepared.map(() => 'nothing');
  const later = await whoIsAskedLater(house, actor, row);
  await quiet(house);
  const stored = await storedOf(house, prepared);
  const breaks = await house.breaks();
  const again = await askAgain(prepared, later.ask);
  const settled = await storedOf(house, prepared);
  await later.end();
  return {
    row,
    stored,
    told,
    again: again.flat(),
    wrong: [
      ...(held === null && when !== null ? ['the step was never reached'] : []),
      ...wrongIn(row, { stored, told, again }),
      ...breaks,
      ...(settled.every((extent) => extent === 'all')
        ? []
        : [`not all there when repeated: ${settled.join('; ')}`]),
      ...(await house.breaks()).map((found) => `when repeated: ${found}`),
    ],
  };
}

async function die(
  house: House,
  actor: ActorProcess,
  victim: Victim,
  asked: Promise<string[] | null>,
): Promise<string[] | null> {
  if (victim === 'server') await actor.kill();
  else await house.cluster.kill();
  const told = await asked;
  if (victim === 'postgres') await house.recover();
  return told;
}

type Later = { ask: (asked: Asked) => Promise<string>; end: () => Promise<void> };

/** A server that outlived its database is asked again itself, a killed one is started again; a process is done with. */
async function whoIsAskedLater(house: House, actor: ActorProcess, { door, victim }: Row): Promise<Later> {
  if (door === 'process') {
    await actor.kill();
    return { ask: carryOut, end: () => Promise.resolve() };
  }
  const server = victim === 'postgres' ? actor : await startServer(house);
  return {
    ask: async (asked) => (await server.ask([asked]))?.[0] ?? 'nothing',
    end: server.kill,
  };
}

/** Until no other session of the product is at work: what was in flight has been done or undone. */
async function quiet({ system }: House): Promise<void> {
  for (let waited = 0; waited < longestMs; waited += 50) {
    const [others] = await withTenantRead(
      system,
      ({ sql }) => sql<{ busy: number }[]>`
        select count(*)::int as busy from pg_stat_activity
        where usename = current_user and pid <> pg_backend_pid() and state is distinct from 'idle'`,
    );
    if (others?.busy === 0) return;
    await sleep(50);
  }
  throw new Error('a session stays at work');
}

const storedOf = ({ system }: House, prepared: readonly Prepared[]): Promise<string[]> =>
  Promise.all(prepared.map(async ({ named }) => extentOf(await tracesOf(system, named))));

/** The same request with the same key, and then as somebody would who has no key. */
async function askAgain(prepared: readonly Prepared[], ask: Later['ask']): Promise<string[][]> {
  const answers = [];
  for (const { asked } of prepared)
    answers.push([await ask(asked), await ask({ ...asked, key: null } satisfies Asked)]);
  return answers;
}

/** What the second request without a key is answered: the act is there, once. */
const isOver: Record<Act, string> = {
  create: 'done',
  apply: 'DRAFT_NOT_PENDING',
  discard: 'DRAFT_NOT_PENDING',
};

function wrongIn(
  { act, expect }: Row,
  { stored, told, again }: { stored: readonly string[]; told: readonly string[]; again: readonly string[][] },
): string[] {
  const halves = stored.filter((extent) => extent !== 'all' && extent !== 'nothing');
  const others = expect === 'all or nothing' ? [] : stored.filter((extent) => extent !== expect);
  const lies = told.some((said, nth) => said === 'done' && stored[nth] !== 'all');
  const answers = again.map(([first, second], nth) => {
    const due = stored[nth] === 'all' ? 'replayed' : 'done';
    return first === due && second === isOver[act] ? null : `asked again: ${first}, ${second}`;
  });
  return [
    ...halves.map((extent) => `half of it is stored: ${extent}`),
    ...others.map((extent) => `expected ${expect}, stored ${extent}`),
    ...(lies ? ['a caller was told that it was done'] : []),
    ...answers.filter((answer) => answer !== null),
  ];
}

/** A step as people read it: the beginning of its statement on one line. */
export const stepName = ({ sql }: Step): string => sql.replaceAll(/\s+/g, ' ').trim().slice(0, 60);
