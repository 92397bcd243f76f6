import type { AuthorityRow } from './authority-row';
import { logRows } from './log-rows';
import { mcpRows } from './mcp-rows';
import { restRows } from './rest-rows';
import { actionRows, oauthRows, signInRows } from './session-rows';

/**
 * Who may ask what: every route and method, server action and MCP tool, for every kind of credential. The REST door
 * reads it, the published page is generated from it, and a test drives every cell over HTTP.
 */
export const authorityMatrix: readonly AuthorityRow[] = [
  ...restRows,
  ...logRows,
  ...actionRows,
  ...mcpRows,
  ...oauthRows,
  ...signInRows,
];

/** The row of that name. Throws when there is none: what nobody has thought about is not served. */
export function authorityOf(name: string): AuthorityRow {
  const row = authorityMatrix.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`no authority row for ${name}`);
  return row;
}
