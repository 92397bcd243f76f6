import type { Scope } from '../keys/scope';
import type { DataClass } from './data-class';
import type { SafetyClass } from './safety-class';

/** What a tool asks of a key, what it touches, and whether a write of it stays within the drafts. */
export type ToolClasses = {
  scope: Scope;
  safetyClass: SafetyClass;
  dataClass: DataClass;
  /** It writes drafts alone: production does not move. */
  draftsOnly?: true;
};

const drafts = { safetyClass: 'read', dataClass: 'internal_engineering_docs' } as const;
const draftWrites = { ...drafts, safetyClass: 'write', draftsOnly: true } as const;
const telemetry = { safetyClass: 'read', dataClass: 'production_telemetry' } as const;
const open = { safetyClass: 'read', dataClass: 'public_docs' } as const;

/** Every tool there is. One that has no row here cannot be defined. */
export const toolClasses = {
  draft_create_endpoint: { ...draftWrites, scope: 'mcp:draft:create:endpoint' },
  draft_check_endpoint: { ...drafts, scope: 'mcp:draft:create:endpoint' },
  draft_list: { ...drafts, scope: 'mcp:read:drafts' },
  draft_show: { ...drafts, scope: 'mcp:read:drafts' },
  draft_discard: { ...draftWrites, scope: 'mcp:draft:discard' },
  endpoint_list: { ...drafts, scope: 'mcp:read:endpoints' },
  endpoint_get: { ...drafts, scope: 'mcp:read:endpoints' },
  evidence_list: { ...telemetry, scope: 'mcp:read:evidence' },
  evidence_get: { ...telemetry, scope: 'mcp:read:evidence' },
  delivery_list: { ...telemetry, scope: 'mcp:read:deliveries' },
  delivery_get: { ...telemetry, scope: 'mcp:read:deliveries' },
  call_log_list: { ...telemetry, scope: 'mcp:read:logs' },
  provider_template_list: { ...open, scope: 'mcp:read:templates' },
  health_get: { ...open, scope: 'mcp:read:health' },
} as const satisfies Record<string, ToolClasses>;

export type ToolName = keyof typeof toolClasses;

export const isToolName = (name: string): name is ToolName => Object.hasOwn(toolClasses, name);

export const toolNames: readonly ToolName[] = Object.keys(toolClasses).filter(isToolName);

/** The classes of a tool. Throws for one that has no row: what nobody has classified does not exist. */
export function classesOf(name: string): ToolClasses & { name: ToolName } {
  if (!isToolName(name)) throw new Error(`no classes for the tool ${name}`);
  return { name, ...toolClasses[name] };
}
