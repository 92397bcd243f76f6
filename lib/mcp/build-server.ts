import { McpServer } from '@modelcontextprotocol/server';
import { callTool } from './call-tool';
import type { Caller } from './caller';
import { deniedAs } from './denied-call';
import { denyCall } from './deny-call';
import { instructions } from './instructions';
import { addPrompts } from './prompts';
import { addResources } from './resources';
import { serverInfo } from './server-info';
import type { Tool } from './tool';
import { tools } from './tools';

/**
 * The server that answers one request of one caller. It holds what that key's scopes allow; for a call it holds only
 * the one tool that was named, so that a tool outside the key's scopes, or a write that does not exist, is still answered
 * and recorded by us and not by the SDK.
 */
export function buildServer(caller: Caller, era: 'modern' | 'legacy'): McpServer {
  const server = new McpServer(serverInfo, {
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
  const { method, name } = caller.facts.message;
  if (method === 'tools/call') {
    addNamedTool(server, caller, name ?? '');
    return server;
  }
  for (const tool of tools.filter(({ scope }) => holds(caller, scope))) addTool(server, caller, tool);
  addResources(server, caller);
  addPrompts(server, caller);
  return server;
}

const holds = (caller: Caller, scope: Tool['scope']): boolean => caller.facts.agent.scopes.includes(scope);

function addNamedTool(server: McpServer, caller: Caller, name: string): void {
  const tool = tools.find((known) => known.name === name);
  if (tool) return addTool(server, caller, tool);
  const denied = deniedAs(name);
  if (denied) server.registerTool(name, {}, () => denyCall(caller, denied));
}

function addTool(server: McpServer, caller: Caller, tool: Tool): void {
  const { name, title, description, annotations, inputSchema, outputSchema, definitionHash } = tool;
  const about = {
    title,
    description,
    annotations,
    inputSchema,
    outputSchema,
    // Hosts can pin what they reviewed.
    _meta: { 'countersign/version': serverInfo.version, 'countersign/definition-hash': definitionHash },
  };
  server.registerTool(name, about, () => callTool(caller, tool));
}
