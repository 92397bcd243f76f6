import type { Advice } from './advice';

/** What the key opens, what the tenant's policy says of it, and which tools were reviewed. */
export const policyAdvice = {
  TOOL_NOT_ALLOWED: {
    when: 'The agent key is not allowed this tool, though its scopes would open it.',
    next: 'Use what tools/list shows, or ask your operator to allow it.',
    example: 'This key is not allowed this tool.',
  },
  POLICY_DENIED: {
    when: 'A rule of the tenant’s policy denies the call, or the key does not reach data of this class. The message names the rule.',
    next: 'Do without it, or ask your operator: operators and admins change the policy.',
    example:
      'The policy denies this (data:public_docs): This key does not reach data of the class public_docs.',
  },
  MCP_GRANT_FORBIDDEN: {
    when: 'A rule names a permission or a tool that would apply. There is none, and no rule makes one.',
    next: 'Leave it out: applying is a person’s.',
    example: 'No rule can let an agent apply.',
  },
  SCHEMA_PIN_MISMATCH: {
    when: 'The tools that the host or the key has pinned are not the ones that are offered now.',
    next: 'Read GET /api/mcp/surface and docs/tool-surface.md, review what changed, and pin it again.',
    example: 'The tools are not the ones that are pinned.',
  },
  RULE_NOT_FOUND: {
    when: 'No rule of your tenant has this id, or it was removed before.',
    next: 'List the rules to find the id.',
    example: 'There is no such rule.',
  },
} as const satisfies Record<string, Advice>;
