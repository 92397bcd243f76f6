import { McpServer } from '@modelcontextprotocol/server';
import { callTool } from './call-tool';
import type { Caller } from './caller';
import { deniedAs } from './denied-call';
import { denyCall } from './deny-call';
import type { FixtureSet } from './fixture-set';
import { instructions } from './instructions';
import { isShown } from './judge';
import { addPrompts } from './prompts';
import { addResources } from './resources';
import { serverInfo } from './server-info';
import { hashOfTools, surfaceHash } from './surface';
import { versionOf } from './surface-versions';
import type { Tool } from './tool';
import { tools } from './tools';

/**
 * The server that answers one request of one caller. It holds what that key may call at all; for a call it holds only
 * the one tool that was named, so that a tool that the key may not call, or a write that does not exist, is still answered
 * and recorded by us and not by the SDK.
 */
export function buildServer(
  caller: Caller,
  era: 'modern' | 'legacy',
  fixtures: FixtureSet | null,
): McpServer {
  const server = new McpServer(serverInfo, {
    ...fixtures?.options,
    instructions,
    capabilities: {
      tools: { listChanged: false },
      // The older protocol subscribes within a session, and there are none here.
      resources: { listChanged: false, subscribe: era === 'modern' },
      prompts: { listChanged: false },
      completions: {},
    },
    cacheHints: {
      'tools/list': { ttlMs: 60_000, cacheScope: 'private' },
      'resources/templates/list': { ttlMs: 60_000, cacheScope: 'private' },
      'prompts/list': { ttlMs: 60_000, cacheScope: 'private' },
    },
  });
  fixtures?.addTo(server, caller);
  const { method, name } = caller.facts.message;
  if (method === 'tools/call') {
    addNamedTool(server, caller, name ?? '');
    return server;
  }
  addTools(server, caller);
  addResources(server, caller);
  addPrompts(server, caller);
  return server;
}

/** Shows the tools that this key may call at all, and beside them what a host can pin. */
function addTools(server: McpServer, caller: Caller): void {
  const shown = tools.filter(({ classes }) => isShown(caller, classes.name));
  for (const tool of shown) addTool(server, caller, tool);
  const said = {
    'countersign/surface-hash': surfaceHash,
    'countersign/visible-surface-hash': hashOfTools(shown),
  };
  // The SDK's own handler has no place for what is said of the whole list.
  server.server.setRequestHandler('tools/list', () => ({ tools: shown.map(listed), _meta: said }));
}

const listed = ({ name, wire, definitionHash }: Tool) => ({
  ...wire,
  _meta: { 'countersign/version': versionOf(name), 'countersign/definition-hash': definitionHash },
});

function addNamedTool(server: McpServer, caller: Caller, name: string): void {
  const tool = tools.find((known) => known.name === name);
  if (tool) return addTool(server, caller, tool);
  const denied = deniedAs(name);
  if (denied) server.registerTool(name, {}, () => denyCall(caller, denied));
}

function addTool(server: McpServer, caller: Caller, tool: Tool): void {
  const { name, title, description, annotations, inputSchema, outputSchema } = tool;
  const about = { title, description, annotations, inputSchema, outputSchema };
  server.registerTool(name, about, () => callTool(caller, tool));
}
