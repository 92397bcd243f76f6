import type { Scope } from '../keys/scope';
import {
  type AuthorityRow,
  type Cells,
  everyService,
  everyToken,
  nothing,
  open,
  read,
} from './authority-row';

/** The agents' door knows keys only: a session is nothing to it, and beside a key it is ignored. */
const keysOnly: Cells = {
  ...read(),
  no_origin: 'UNAUTHENTICATED',
  viewer: 'UNAUTHENTICATED',
  operator: 'UNAUTHENTICATED',
  reviewer: 'UNAUTHENTICATED',
  admin: 'UNAUTHENTICATED',
  foreign_tenant: 'UNAUTHENTICATED',
  ...everyToken('INVALID_API_KEY'),
  token_misplaced: 'UNAUTHENTICATED',
  token_beside_agent: 'UNAUTHENTICATED',
  ...everyService('INVALID_API_KEY'),
};

/** It says what agents are shown, and looks at no credential. */
const theSameToEverybody: Cells = {
  ...open,
  ...everyService('allow'),
  ...everyToken('allow'),
  agent_misplaced: 'allow',
};

const row = (name: string, scope: Scope | null): AuthorityRow => ({
  name,
  cells: scope === null ? { ...keysOnly, agent_unscoped: 'allow' } : keysOnly,
  scope,
  answeredInside: [],
});

const never = (name: string): AuthorityRow => ({
  ...row(name, null),
  cells: {
    ...keysOnly,
    agent: 'MCP_CANNOT_APPLY',
    agent_beside_session: 'MCP_CANNOT_APPLY',
    agent_unscoped: 'MCP_CANNOT_APPLY',
  },
});

/** The door itself, every tool, and an apply that does not exist. */
export const mcpRows: readonly AuthorityRow[] = [
  row('POST /api/mcp', null),
  { ...row('GET /api/mcp/surface', null), cells: theSameToEverybody },
  { ...row('* /api/mcp/[...rest]', null), cells: nothing },
  row('tool draft_create_endpoint', 'mcp:draft:create:endpoint'),
  row('tool draft_check_endpoint', 'mcp:draft:create:endpoint'),
  row('tool draft_list', 'mcp:read:drafts'),
  row('tool draft_show', 'mcp:read:drafts'),
  row('tool draft_discard', 'mcp:draft:discard'),
  row('tool endpoint_list', 'mcp:read:endpoints'),
  row('tool endpoint_get', 'mcp:read:endpoints'),
  row('tool evidence_list', 'mcp:read:evidence'),
  row('tool evidence_get', 'mcp:read:evidence'),
  row('tool delivery_list', 'mcp:read:deliveries'),
  row('tool delivery_get', 'mcp:read:deliveries'),
  row('tool call_log_list', 'mcp:read:logs'),
  row('tool provider_template_list', 'mcp:read:templates'),
  row('tool health_get', 'mcp:read:health'),
  never('tool draft_apply'),
];
