/** The closed list of what an agent key may hold. No member writes, administers or applies. */
export const scopes = [
  'mcp:read:health',
  'mcp:read:endpoints',
  'mcp:read:evidence',
  'mcp:read:deliveries',
  'mcp:read:logs',
  'mcp:read:drafts',
  'mcp:read:templates',
  'mcp:draft:create:endpoint',
  'mcp:draft:discard',
] as const;

export type Scope = (typeof scopes)[number];
