import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { z } from 'zod';
import type { FirstRun } from '@/host/first-run-file';
import { valueAt } from '@/lib/domain/json/read-value';
import { DemoFailure } from './demo-failure';

const refusedSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const createdSchema = z.object({
  draft: z.object({ id: z.string(), operation: z.string() }),
  review_url: z.string(),
  warnings: z.array(z.string()),
});
export type Proposed = z.infer<typeof createdSchema>;
export type Refused = z.infer<typeof refusedSchema>['error'];

const draftsSchema = z.object({
  items: z.array(z.object({ resource_name: z.string(), operation: z.string() })),
});
const endpointSchema = z.object({
  endpoint: z.object({ version: z.int(), spec: z.record(z.string(), z.unknown()) }),
});
const endpointsSchema = z.object({ items: z.array(z.object({ name: z.string() })) });

/** What kept the agent out: what was answered, else why nobody answered. */
function whyNot(url: string, fault: unknown): string {
  const said = texts(fault).join(': ');
  if (said.includes('CLIENT_CERT_REQUIRED')) {
    return `${url} answered CLIENT_CERT_REQUIRED: agents need a client certificate there and the demo has none. Run it where TLS_CLIENT_CERT_FOR_MCP is optional (docs/tls.md).`;
  }
  return `Nothing that takes this key answers at ${url}: ${said}. Is the product running ("npm start")?`;
}

/** An error with its causes, the outermost first. */
function texts(fault: unknown): string[] {
  if (!(fault instanceof Error)) return [String(fault)];
  const answered = valueAt(fault, 'data', 'text');
  const own = typeof answered === 'string' ? [fault.message, answered.slice(0, 500)] : [fault.message];
  return fault.cause === undefined ? own : [...own, ...texts(fault.cause)];
}

/** The agent of the demo: the official MCP client with the key of the first run. */
export class DemoAgent {
  private readonly client: Client;

  private constructor(client: Client) {
    this.client = client;
  }

  static async connect({ mcp_url: url, agent_key: key }: FirstRun): Promise<DemoAgent> {
    const client = new Client(
      { name: 'countersign-demo', version: '1.0.0' },
      { versionNegotiation: { mode: 'auto' } },
    );
    const requestInit = { headers: { Authorization: `Bearer ${key}` } };
    try {
      await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
    } catch (fault) {
      throw new DemoFailure(whyNot(url, fault));
    }
    return new DemoAgent(client);
  }

  close = (): Promise<void> => this.client.close();

  /** Proposes; a refusal is an answer, not a failure. */
  async propose(proposal: Record<string, unknown>): Promise<Proposed | Refused> {
    const answer = await this.call('draft_create_endpoint', proposal);
    const refused = refusedSchema.safeParse(answer);
    return refused.success ? refused.data.error : createdSchema.parse(answer);
  }

  async liveNames(): Promise<string[]> {
    const { items } = endpointsSchema.parse(await this.call('endpoint_list', { limit: 100 }));
    return items.map(({ name }) => name);
  }

  /** The live spec and version of an endpoint, or null when there is none. */
  async live(name: string) {
    const found = endpointSchema.safeParse(await this.call('endpoint_get', { name }));
    return found.success ? found.data.endpoint : null;
  }

  /** What this agent proposed that is in this state, as `operation name`. */
  async drafts(status: 'pending' | 'discarded'): Promise<Set<string>> {
    const page = await this.call('draft_list', { status, mine: true, limit: 100 });
    const { items } = draftsSchema.parse(page);
    return new Set(items.map(({ operation, resource_name }) => `${operation} ${resource_name}`));
  }

  private async call(name: string, args: Record<string, unknown>): Promise<unknown> {
    const { structuredContent } = await this.client.callTool({ name, arguments: args });
    return structuredContent;
  }
}
