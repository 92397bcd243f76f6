import { type Contest, contest, medianOf, ratio } from '@/bench/contest';
import { type Figure, round } from '@/bench/figure';
import { loadCalls, loadRoute } from '@/bench/load';
import { createsInSql, pgbenchVersion } from '@/bench/pgbench';
import type { Product } from '@/bench/product';
import { recordCreate } from '@/bench/recorded-call';
import { databaseUrls, liftLimits, makeTenant } from '@/bench/tenants';

const tenantCount = 16;
const connectionCount = 32;
const leastRatio = 0.3;

export type CreatesPlan = { rounds: number; seconds: number };

/**
 * `draft_create_endpoint` over MCP with everything on, beside routes that do nothing and beside its own SQL: for one
 * tenant and for 16.
 */
export async function creates(product: Product, ownKey: string, plan: CreatesPlan): Promise<Figure[]> {
  const mcpUrl = `${product.url}/api/mcp`;
  const names = Array.from({ length: tenantCount }, (_, nth) => `bench-create-${nth}`);
  const keys = await Promise.all(names.map(async (name) => (await makeTenant(name)).agentKey));
  await liftLimits(databaseUrls(product.dataDir).superuser);
  const own = await recordCreate(mcpUrl, ownKey);
  const others = await Promise.all(keys.map((key) => recordCreate(mcpUrl, key)));

  const load = { connections: connectionCount, seconds: plan.seconds };
  const calls = others.map(({ call }) => call);
  const inSql = await createsInSql(product.dataDir, { own, others, ...load });
  const found = await contest(
    [
      { name: 'empty', run: () => loadRoute(`${product.url}${emptyRoute}`, 404, load) },
      { name: 'bare', run: () => loadRoute(`${product.url}${bareRoute}`, 404, load) },
      { name: 'one', run: () => loadCalls(mcpUrl, [own.call], load) },
      { name: 'many', run: () => loadCalls(mcpUrl, calls, load) },
      ...inSql,
    ],
    plan.rounds,
  );
  const groups = [
    { group: 'one', of: 'one tenant' },
    { group: 'many', of: `${tenantCount} tenants` },
  ];
  return groups.flatMap(({ group, of }) => [
    besideEmpty(found, group, of),
    besideBare(found, group, of),
    besideSql(found, group, of),
  ]);
}

/** Both answer one constant JSON document. The first goes through proxy.ts, as every page does; the second does not. */
const emptyRoute = '/.well-known/oauth-authorization-server';
const bareRoute = '/api/mcp/nothing';

const besideEmpty = (found: Contest, group: string, of: string): Figure => ({
  name: `draft_create_endpoint, ${of}, beside an empty route`,
  unit: 'creates per empty answer',
  value: round(ratio(found, group, 'empty')),
  bound: { atLeast: leastRatio },
  parts: {
    creates_per_second: round(medianOf(found, group, 'perSecond'), 0),
    create_p50_ms: round(medianOf(found, group, 'p50'), 0),
    create_p99_ms: round(medianOf(found, group, 'p99'), 0),
    empty_per_second: round(medianOf(found, 'empty', 'perSecond'), 0),
    connections: connectionCount,
  },
});

const besideBare = (found: Contest, group: string, of: string): Figure => ({
  name: `draft_create_endpoint, ${of}, beside an empty route outside proxy.ts`,
  unit: 'creates per empty answer',
  value: round(ratio(found, group, 'bare')),
  bound: null,
  parts: { empty_per_second: round(medianOf(found, 'bare', 'perSecond'), 0) },
});

const besideSql = (found: Contest, group: string, of: string): Figure => ({
  name: `draft_create_endpoint, ${of}, beside its SQL in pgbench`,
  unit: 'creates per create in SQL',
  value: pgbenchVersion === null ? Number.NaN : round(ratio(found, group, `sql-${group}`)),
  bound: null,
  parts:
    pgbenchVersion === null
      ? { pgbench: 'not installed' }
      : {
          sql_creates_per_second: round(medianOf(found, `sql-${group}`, 'perSecond'), 0),
          pgbench: pgbenchVersion,
        },
});
