import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import type { RealClient } from '@/e2e/clients/real-client';

const bridge = join(import.meta.dirname, '../../node_modules/mcp-remote/dist/proxy.js');

/** What a host that speaks only stdio starts: the bridge carries its messages over HTTP and adds the key. */
export async function connectThroughMcpRemote(url: string, key: string): Promise<RealClient> {
  const client = new Client({ name: 'stdio-host', version: '1.0.0' });
  const home = tempDataDir('mcp-remote');
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bridge, url, '--transport', 'http-only', '--header', 'Authorization:${AUTH_HEADER}'],
    env: { AUTH_HEADER: `Bearer ${key}`, MCP_REMOTE_CONFIG_DIR: home, HOME: home },
    stderr: 'ignore',
  });
  await client.connect(transport);
  return {
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args) => (await client.callTool({ name, arguments: args })).structuredContent,
    async close() {
      await client.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
