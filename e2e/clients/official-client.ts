import type { Connect } from '@/e2e/clients/real-client';
import { connect, type Era } from '@/lib/mcp/testing/agent-client';

/** The client of the protocol's own SDK. */
export const connectOfficial =
  (era: Era): Connect =>
  async (url, key) => {
    const client = await connect(url, key, era);
    return {
      toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
      call: async (name, args) => (await client.callTool({ name, arguments: args })).structuredContent,
      close: () => client.close(),
    };
  };
