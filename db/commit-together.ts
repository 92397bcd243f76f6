import 'server-only';
import postgres from 'postgres';
import type { Agent } from '@/lib/domain/actor';
import type { Leaf, PlacedLeaf } from '@/lib/domain/evidence/leaf';
import { coalesce } from './coalesce';
import type { Sql } from './pool';
import { appendTogether } from './queries/append-leaf';
import { bindTenant, commitBehind, onConnection, RolledBack } from './transaction';

/** The most changes of one transaction: who waits for the head of the log waits for all of it. */
const mostTogether = 64;

/** What an agent changes, and the leaf that says so. */
export type Change<Row> = { row: Row; leaf: Leaf };

/**
 * A statement that makes many changes of one agent. Rounds follow each other, each for all agents of a batch, in the order
 * in which every transaction of the product takes these locks; the head of the log comes last.
 */
export type Round<Row> = (sql: Sql, rows: readonly Row[]) => PromiseLike<unknown>;

type Waiting<Row> = Change<Row> & {
  agent: Agent;
  resolve: (placed: PlacedLeaf) => void;
  reject: (fault: unknown) => void;
};

/**
 * Makes changes of agents, those of one tenant that come at once in one transaction: while one is on its way the next
 * gather. Whoever asks is answered when their own change and its leaf are durable. What the database refuses is refused
 * to those alone whom it is about; where nobody knows whether a batch happened, each of it is told so.
 */
export function commitTogether<Row>(
  rounds: readonly Round<Row>[],
  most = mostTogether,
): (agent: Agent, change: Change<Row>) => Promise<PlacedLeaf> {
  const lane = coalesce<Waiting<Row>>((_, batch) => settle(rounds, batch.toSorted(byAgent)), most);
  return (agent, change) =>
    new Promise((resolve, reject) => {
      lane(agent.tenantId, { ...change, agent, resolve, reject }).catch(reject);
    });
}

/** Agents in one order whatever the process, so that no two batches wait for each other. */
const byAgent = <Row>({ agent: one }: Waiting<Row>, { agent: other }: Waiting<Row>): number =>
  Number(one.keyId > other.keyId) - Number(one.keyId < other.keyId);

/** A batch that the server refused has left nothing: it is halved until whoever was refused is alone. */
async function settle<Row>(rounds: readonly Round<Row>[], batch: readonly Waiting<Row>[]): Promise<void> {
  try {
    const placed = await commitAll(rounds, batch);
    for (const [nth, { resolve }] of batch.entries()) resolve(nthOf(placed, nth));
  } catch (fault) {
    if (batch.length === 1 || !isAboutOne(fault)) {
      for (const { reject } of batch) reject(fault);
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await settle(rounds, batch.slice(0, half));
    await settle(rounds, batch.slice(half));
  }
}

/**
 * True where the server rolled back for what one of the batch holds. Who has waited for a lock has waited long enough, and
 * what no row is to blame for would fail again; what may have happened is never repeated.
 */
const isAboutOne = (fault: unknown): boolean =>
  fault instanceof RolledBack ||
  (fault instanceof postgres.PostgresError && /^(22|23|40|42|P0)/.test(fault.code));

/**
 * One transaction in one flight. Nobody is answered before COMMIT was: a crash before it has left neither a change nor its
 * leaf, one after it has left both.
 */
const commitAll = <Row>(
  rounds: readonly Round<Row>[],
  batch: readonly Waiting<Row>[],
): Promise<PlacedLeaf[]> =>
  onConnection(async (sql) => {
    const turns = turnsOf(batch);
    const opened = send(sql`begin`);
    const speakAs = speaker(sql);
    const changed = rounds.flatMap((round) =>
      turns.map(({ agent, rows }) => speakAs(agent, () => round(sql, rows))),
    );
    const appended = turns.map(({ agent, leaves }) => speakAs(agent, () => appendTogether(sql, leaves)));
    const [placed] = await commitBehind(sql, Promise.all([Promise.all(appended), opened, ...changed]));
    return placed.flat();
  });

/** What each agent of a batch changes, in the order of the batch. */
const turnsOf = <Row>(batch: readonly Waiting<Row>[]) =>
  [...Map.groupBy(batch, ({ agent }) => agent.keyId).values()].map((changes) => ({
    agent: nthOf(changes, 0).agent,
    rows: changes.map(({ row }) => row),
    leaves: changes.map(({ leaf }) => leaf),
  }));

/** Sends what an agent says as that agent: to the database nobody is who spoke before. */
function speaker(sql: Sql) {
  let speaking: string | null = null;
  return <T>(agent: Agent, say: () => PromiseLike<T>): Promise<T> => {
    const bound = speaking === agent.keyId ? null : send(bindTenant(sql, agent));
    speaking = agent.keyId;
    return Promise.all([send(say()), bound]).then(([answer]) => answer);
  };
}

/** A query of this driver leaves when it is awaited; these leave in the order in which they are made. */
const send = <T>(query: PromiseLike<T>): Promise<T> => Promise.resolve(query);

function nthOf<T>(list: readonly T[], nth: number): T {
  const found = list[nth];
  if (found === undefined) throw new Error('the log did not answer for everyone');
  return found;
}
