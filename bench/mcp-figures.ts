import { alone, warmUps } from '@/bench/alone';
import { callRows } from '@/bench/call-rows';
import { contest } from '@/bench/contest';
import type { Figure } from '@/bench/figure';
import { askCall, askRoute, type Load, loadCalls, loadRoute } from '@/bench/load';
import { createOf, mcpRequests } from '@/bench/mcp-requests';
import { besideBare, besideOneKey, type Row } from '@/bench/mcp-rows';
import type { Product } from '@/bench/product';
import type { RecordedCall } from '@/bench/recorded-call';
import { databaseUrls, liftLimits } from '@/bench/tenants';

/** Answers one constant JSON document and looks at nothing: no key, no limit, no log, no database. */
const bareRoute = '/api/mcp/nothing';
const manyKeys = 16;
const connections = 32;

export type McpPlan = { rounds: number; seconds: number; samples: number };

type Asked = Row & { calls: readonly RecordedCall[] };

/** Requests of agents through `/api/mcp` with every control on, beside a route of the same server that has none. */
export async function mcpFigures({ url, dataDir }: Product, plan: McpPlan): Promise<Figure[]> {
  const mcpUrl = `${url}/api/mcp`;
  const rows = await rowsOf(mcpUrl);
  const { superuser } = databaseUrls(dataDir);
  await liftLimits(superuser);
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
  const before = await callRows(superuser);
  const single = await alone(asks, plan.samples);
  const after = await callRows(superuser);
  // All but tools/list have a row. A limit's minute may have ended meanwhile, and what was asked before may end now.
  const turns = plan.samples + warmUps;
  if (after.logged - before.logged < 4 * turns || after.counted === 0) {
    throw new Error(`a control was off: ${JSON.stringify({ before, after, turns })}`);
  }
  return rows.map((row) =>
    row.calls.length === 1
      ? besideBare(row, { found, single, connections })
      : besideOneKey(row, { found, keys: row.calls.length, connections }),
  );
}

async function rowsOf(mcpUrl: string): Promise<Asked[]> {
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

const leastBesideBare = { list: 0.15, draftList: 0.15, draftShow: 0.08, create: 0.12, denied: 0.1 };
const leastBesideOneKey = 0.6;
