import postgres from 'postgres';
import { appendScript } from '@/bench/append-sql';
import { type Contest, contest, medianOf, ratio } from '@/bench/contest';
import { type Figure, round } from '@/bench/figure';
import { loadAppends } from '@/bench/load-appends';
import { say } from '@/bench/measured';
import { pgbench, pgbenchVersion } from '@/bench/pgbench';
import { makeProposer, type Proposer } from '@/bench/proposers';
import { databaseUrls, liftLimits } from '@/bench/tenants';
import { verifyLogs } from '@/bench/verify-log';
import { commitTogether } from '@/db/commit-together';
import { draftRounds, storeDraft } from '@/db/queries/drafts-together';

const tenantCount = 64;
const callersOfOne = 32;
/** As many as the product opens for transactions. */
const connections = 16;
const fillSeconds = 10;
const leastBesideSql = 0.5;
const leastBesideAlone = 5;

/** The same path, with one change in each transaction. */
const storeAlone = commitTogether(draftRounds, 1);

export type AppendPlan = { rounds: number; seconds: number };

/**
 * Drafts stored with their leaves, as the product stores an agent's proposal once it was read: for 64 tenants and for one,
 * beside the same SQL in pgbench, and for one beside itself with nothing committed together. The log is verified at last.
 */
export async function appendFigures(dataDir: string, { rounds, seconds }: AppendPlan): Promise<Figure[]> {
  const urls = databaseUrls(dataDir);
  const names = Array.from({ length: tenantCount }, (_, nth) => `bench-append-${nth}`);
  const many: Proposer[] = [];
  for (const name of names) many.push(await makeProposer(name));
  const [hot, alone, inSql] = [
    await makeProposer('bench-hot'),
    await makeProposer('bench-alone'),
    await makeProposer('bench-sql'),
  ];
  await liftLimits(urls.superuser);
  await fill([...many, hot, alone, inSql], urls.superuser);
  const times = <T>(one: T): T[] => Array.from({ length: callersOfOne }, () => one);
  const sql = { connections, seconds };
  const scripts = { many: appendScript(many, connections), one: appendScript([inSql], connections) };
  const found = await contest(
    [
      { name: 'many', run: () => loadAppends(many, storeDraft, seconds) },
      { name: 'many-alone', run: () => loadAppends(many, storeAlone, seconds) },
      { name: 'sql-many', run: () => pgbench(urls.app, [scripts.many], sql) },
      { name: 'one', run: () => loadAppends(times(hot), storeDraft, seconds) },
      { name: 'one-alone', run: () => loadAppends(times(alone), storeAlone, seconds) },
      { name: 'sql-one', run: () => pgbench(urls.app, [scripts.one], sql) },
    ],
    rounds,
  );
  say('verifying: every leaf, every stored hash and every head');
  const leaves = await verifyLogs(urls.superuser);
  const ofMany = { of: `${tenantCount} tenants`, callers: tenantCount };
  const ofOne = { of: 'one tenant', callers: callersOfOne };
  return [
    besideSql(found, 'many', ofMany, { atLeast: leastBesideSql }),
    besideSql(found, 'one', ofOne, null),
    besideAlone(found),
    { name: 'leaves verified, of all tenants', unit: 'leaves', value: leaves, bound: null, parts: {} },
  ];
}

/**
 * Drafts of each, and what autovacuum would know of them: as long as a tenant has a handful, Postgres takes the index that
 * begins with the tenant for as good as the one that leads to the row, and keeps to it.
 */
async function fill(proposers: readonly Proposer[], superuserUrl: string): Promise<void> {
  await loadAppends(proposers, storeDraft, fillSeconds);
  const sql = postgres(superuserUrl, { max: 1 });
  await sql`vacuum (analyze)`;
  await sql.end();
}

/** What coalescing does to the ratio is said beside it: `uncoalesced` is the same with one change in each transaction. */
const besideSql = (
  found: Contest,
  group: 'many' | 'one',
  { of, callers }: { of: string; callers: number },
  bound: Figure['bound'],
): Figure => ({
  name: `appends of ${of}, beside the same SQL in pgbench`,
  unit: 'appends per append in SQL',
  value: round(ratio(found, group, `sql-${group}`)),
  bound,
  parts: {
    uncoalesced: round(ratio(found, `${group}-alone`, `sql-${group}`)),
    per_second: round(medianOf(found, group, 'perSecond'), 0),
    uncoalesced_per_second: round(medianOf(found, `${group}-alone`, 'perSecond'), 0),
    sql_per_second: round(medianOf(found, `sql-${group}`, 'perSecond'), 0),
    p50_ms: round(medianOf(found, group, 'p50'), 1),
    p99_ms: round(medianOf(found, group, 'p99'), 1),
    sql_mean_ms: round(medianOf(found, `sql-${group}`, 'p50'), 1),
    callers,
    sql_clients: connections,
    pgbench: pgbenchVersion ?? '',
  },
});

const besideAlone = (found: Contest): Figure => ({
  name: 'appends of one tenant, beside one in each transaction',
  unit: 'appends per append alone',
  value: round(ratio(found, 'one', 'one-alone')),
  bound: { atLeast: leastBesideAlone },
  parts: {
    per_second: round(medianOf(found, 'one', 'perSecond'), 0),
    alone_per_second: round(medianOf(found, 'one-alone', 'perSecond'), 0),
    p50_ms: round(medianOf(found, 'one', 'p50'), 1),
    alone_p50_ms: round(medianOf(found, 'one-alone', 'p50'), 1),
    callers: callersOfOne,
  },
});
