import type { KeyState } from '@/lib/domain/keys/agent-key';
import type { KeyTerms } from '@/lib/domain/keys/key-terms';
import { classesOfScope, openScopes } from '@/lib/domain/keys/open-tools';
import type { Scope } from '@/lib/domain/keys/scope';
import type { DataClass } from '@/lib/domain/policy/data-class';

/** What people read for a scope. */
export const scopeWords = {
  'mcp:read:health': 'Ask whether the product is ready',
  'mcp:read:endpoints': 'Read endpoints',
  'mcp:read:evidence': 'Read evidence',
  'mcp:read:deliveries': 'Read deliveries',
  'mcp:read:logs': 'Read its own calls',
  'mcp:read:drafts': 'Read drafts',
  'mcp:read:templates': 'Read provider templates',
  'mcp:draft:create:endpoint': 'Propose endpoints',
  'mcp:draft:discard': 'Withdraw its own drafts',
} satisfies Record<Scope, string>;

export const stateNames = {
  active: 'Active',
  retiring: 'Replaced, still works',
  suspended: 'Suspended',
  expired: 'Expired',
  revoked: 'Revoked',
} satisfies Record<KeyState, string>;

export const dataClassNames = {
  public_docs: 'Public documentation',
  internal_engineering_docs: 'Internal engineering documentation',
  customer_data: 'Customer data',
  security_material: 'Security material',
  regulated_records: 'Regulated records',
  production_telemetry: 'Production telemetry',
  business_workflows: 'Business workflows',
} satisfies Record<DataClass, string>;

/** What a scope takes beside itself. */
export const takes = (scope: Scope): string =>
  `needs ${classesOfScope(scope)
    .map((one) => dataClassNames[one])
    .join(', ')}`;

/** What is said of a key that opens nothing. */
export const opensNoTool = 'This key opens no tool';

/** `proposes, reads 7 things` — what a key really opens, in a line of a list. */
export function opensInShort(terms: KeyTerms): string {
  const scopes = openScopes(terms);
  const reads = scopes.filter((scope) => scope.startsWith('mcp:read:')).length;
  const parts = [
    ...(scopes.includes('mcp:draft:create:endpoint') ? ['proposes'] : []),
    ...(scopes.includes('mcp:draft:discard') ? ['withdraws'] : []),
    ...(reads > 0 ? [reads === 1 ? 'reads 1 thing' : `reads ${reads} things`] : []),
  ];
  return parts.length === 0 ? 'opens no tool' : parts.join(', ');
}
