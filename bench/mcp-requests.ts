import { type RecordedCall, record, recordCreate } from '@/bench/recorded-call';
import { makeTenant } from '@/bench/tenants';

/** What one key asks, as the official client sends it. */
export type McpRequests = {
  list: RecordedCall;
  draftList: RecordedCall;
  draftShow: RecordedCall;
  create: RecordedCall;
  denied: RecordedCall;
};

/** As many drafts as a list shows. */
const readDrafts = 20;

/**
 * The requests of two keys: one reads in a tenant whose drafts stay as many as they are, the other creates in a tenant of
 * its own.
 */
export async function mcpRequests(mcpUrl: string): Promise<McpRequests> {
  const reader = (await makeTenant('bench-mcp-reads')).agentKey;
  const first = await recordCreate(mcpUrl, reader);
  await propose(mcpUrl, first.call, readDrafts - 1);
  const tool = (name: string, args: Record<string, unknown> = {}) =>
    record(mcpUrl, reader, (client) => client.callTool({ name, arguments: args }));
  const { sent: list } = await record(mcpUrl, reader, (client) => client.listTools());
  const { sent: draftList } = await tool('draft_list');
  const { sent: draftShow } = await tool('draft_show', { draft_id: first.draftId });
  const { sent: denied } = await tool('draft_apply', { draft_id: first.draftId });
  return {
    list: { ...list, answers: '"tools":[' },
    draftList: { ...draftList, answers: '"items":[' },
    draftShow: { ...draftShow, answers: '"status":"pending"' },
    denied: { ...denied, answers: 'MCP_CANNOT_APPLY' },
    create: await createOf(mcpUrl, 'bench-mcp-writes'),
  };
}

/** A create with the key of a new tenant. */
export async function createOf(mcpUrl: string, tenant: string): Promise<RecordedCall> {
  return (await recordCreate(mcpUrl, (await makeTenant(tenant)).agentKey)).call;
}

async function propose(mcpUrl: string, { headers, bodyFor, answers }: RecordedCall, times: number) {
  for (let nth = 0; nth < times; nth += 1) {
    const answer = await fetch(mcpUrl, { method: 'POST', headers, body: bodyFor(`bench-read-${nth}`) });
    const body = await answer.text();
    if (!body.includes(answers)) throw new Error(`a draft to read was refused: ${body.slice(0, 300)}`);
  }
}
