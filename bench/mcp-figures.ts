import { type Alone, alone } from '@/bench/alone';
import { type Contest, contest, medianOf, ratio } from '@/bench/contest';
import { type Figure, round } from '@/bench/figure';
import { askCall, askRoute, type Load, loadCalls, loadRoute } from '@/bench/load';
import { createOf, mcpRequests } from '@/bench/mcp-requests';
import type { Product } from '@/bench/product';
import type { RecordedCall } from '@/bench/recorded-call';
import { databaseUrls, liftLimits } from '@/bench/tenants';

/** Answers one constant JSON document and looks at nothing: no key, no limit, no log, no database. */
const bareRoute = '/api/mcp/nothing';
const manyKeys = 16;
const connections = 32;

export type McpPlan = { rounds: number; seconds: number; samples: number };

type Row = { name: string; of: string; calls: readonly RecordedCall[]; atLeast: number };

/** Requests of agents through `/api/mcp` with every control on, beside a route of the same server that has none. */
export async function mcpFigures({ url, dataDir }: Product, plan: McpPlan): Promise<Figure[]> {
  const mcpUrl = `${url}/api/mcp`;
  const rows = await rowsOf(mcpUrl);
  await liftLimits(databaseUrls(dataDir).superuser);
  const load: Load = { connections, seconds: plan.seconds };
  const found = await contest(
    [
      { name: 'bare', run: () => loadRoute(`${url}${bareRoute}`, 404, load) },
      ...rows.map(({ name, calls }) => ({ name, run: () => loadCalls(mcpUrl, calls, load) })),
    ],
    plan.rounds,
  );
  const asks = new Map([['bare', () => askRoute(`${url}${bareRoute}`, 404)]]);
  for (const { name, calls } of rows) {
    const [call] = calls;
    if (call && calls.length === 1) asks.set(name, () => askCall(mcpUrl, call));
  }
  const single = await alone(asks, plan.samples);
  return rows.map((row) =>
    row.calls.length === 1 ? besideBare(found, single, row) : besideOneKey(found, row),
  );
}

async function rowsOf(mcpUrl: string): Promise<Row[]> {
  const { list, draftList, draftShow, create, denied } = await mcpRequests(mcpUrl);
  const names = Array.from({ length: manyKeys }, (_, nth) => `bench-mcp-${nth}`);
  const creates = await Promise.all(names.map((name) => createOf(mcpUrl, name)));
  return [
    { name: 'list', of: 'tools/list', calls: [list], atLeast: leastBesideBare.list },
    { name: 'draft_list', of: 'draft_list of 20', calls: [draftList], atLeast: leastBesideBare.draftList },
    { name: 'draft_show', of: 'draft_show', calls: [draftShow], atLeast: leastBesideBare.draftShow },
    { name: 'create', of: 'draft_create_endpoint', calls: [create], atLeast: leastBesideBare.create },
    { name: 'denied', of: 'a call that is denied', calls: [denied], atLeast: leastBesideBare.denied },
    { name: 'creates', of: 'draft_create_endpoint', calls: creates, atLeast: leastBesideOneKey },
  ];
}

const leastBesideBare = { list: 0.1, draftList: 0.1, draftShow: 0.1, create: 0.1, denied: 0.1 };
const leastBesideOneKey = 0.9;

function besideBare(found: Contest, single: ReadonlyMap<string, Alone>, { name, of, atLeast }: Row): Figure {
  const [bare, row] = [single.get('bare') ?? unknown, single.get(name) ?? unknown];
  return {
    name: `${of} with every control, beside the bare route`,
    unit: 'answers per bare answer',
    value: round(ratio(found, name, 'bare')),
    bound: { atLeast },
    parts: {
      per_second: round(medianOf(found, name, 'perSecond'), 0),
      bare_per_second: round(medianOf(found, 'bare', 'perSecond'), 0),
      p50_ms: round(medianOf(found, name, 'p50'), 0),
      p99_ms: round(medianOf(found, name, 'p99'), 0),
      connections,
      alone_p50_ms: round(row.p50, 1),
      alone_p99_ms: round(row.p99, 1),
      bare_share_of_alone_p50: round(bare.p50 / row.p50),
      bare_share_of_alone_p99: round(bare.p99 / row.p99),
    },
  };
}

const unknown: Alone = { p50: Number.NaN, p99: Number.NaN };

const besideOneKey = (found: Contest, { name, of, calls, atLeast }: Row): Figure => ({
  name: `${of}, ${calls.length} keys of ${calls.length} tenants beside one key`,
  unit: 'answers per answer to one key',
  value: round(ratio(found, name, 'create')),
  bound: { atLeast },
  parts: {
    per_second: round(medianOf(found, name, 'perSecond'), 0),
    p50_ms: round(medianOf(found, name, 'p50'), 0),
    p99_ms: round(medianOf(found, name, 'p99'), 0),
    connections,
  },
});
