import { mcpRows } from './mcp-rows';

/** Every tool that there is, by its name. */
export const toolNames: ReadonlySet<string> = new Set(
  mcpRows.filter(({ scope }) => scope !== null).map(({ name }) => name.replace(/^tool /, '')),
);
