import { mcpRows } from '../authority/mcp-rows';
import type { Scope } from './scope';

/** Every MCP tool with the scope that opens it, as the authority matrix has them. */
export const toolScopes: ReadonlyMap<string, Scope> = new Map(
  mcpRows.flatMap(({ name, scope }) =>
    name.startsWith('tool ') && scope !== null ? [[name.slice('tool '.length), scope] as const] : [],
  ),
);
