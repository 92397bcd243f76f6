import { MultiServerMCPClient } from '@langchain/mcp-adapters';
import { z } from 'zod';
import type { RealClient } from '@/e2e/clients/real-client';

const structuredSchema = z.object({
  artifact: z.tuple([z.object({ type: z.literal('mcp_structured_content'), data: z.unknown() })]),
});

/** The adapters turn every tool into one of LangChain's, and its answer into the message that a model reads. */
export async function connectLangChain(url: string, key: string): Promise<RealClient> {
  const headers = { Authorization: `Bearer ${key}` };
  const client = new MultiServerMCPClient({
    mcpServers: { countersign: { transport: 'http', url, headers } },
  });
  const tools = await client.getTools();
  return {
    toolNames: async () => tools.map(({ name }) => name),
    async call(name, args) {
      const tool = tools.find((known) => known.name === name);
      const message: unknown = await tool?.invoke({ type: 'tool_call', id: 'call-1', name, args });
      return structuredSchema.parse(message).artifact[0].data;
    },
    close: () => client.close(),
  };
}
