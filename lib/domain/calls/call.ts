import type { Agent } from '../actor';
import type { CallTier } from '../policy/risk-tier';
import type { RuleId } from '../policy/rule-id';
import type { SafetyClass } from '../policy/safety-class';

/** The longest arguments of a call, as JSON in bytes. No valid ones come near. */
export const argsLimit = 64 * 1024;

export type CallOutcome = 'ok' | 'denied' | 'error';

/** One request of an agent, allowed or denied, as it is handed to the record. `args` is raw: recording redacts it. */
export type Call = {
  by: Pick<Agent, 'tenantId' | 'keyId' | 'name' | 'ownerId'>;
  correlationId: string;
  jsonrpcId: string | null;
  clientName: string | null;
  clientVersion: string | null;
  protocolVersion: string | null;
  serverVersion: string;
  method: string;
  /** The tool or prompt that was named, or the address of the resource. */
  tool: string | null;
  toolDefinitionHash: string | null;
  /** The hash of everything that this server offered when it was called; null where no tools are offered. */
  surfaceHash: string | null;
  safetyClass: SafetyClass | null;
  riskTier: CallTier | null;
  args: unknown;
  runId: string | null;
  taskRef: string | null;
  /** Why, in the caller's own words. */
  reason: string | null;
  /** Of the older protocol; the newer one has no sessions. */
  sessionId: string | null;
  /** The model as the client names it: hearsay. */
  model: string | null;
  /** The call whose answer made the agent ask this, as it says itself. */
  triggeredBy: string | null;
  decision: 'allow' | 'deny' | 'require_approval';
  /** The rule that decided, such as `scope:mcp:read:drafts`. */
  ruleId: RuleId;
  /** Why, in words; null where nothing was weighed. */
  decisionReason: string | null;
  outcome: CallOutcome;
  errorCode: string | null;
  httpStatus: number;
  result: { class: 'public' | 'internal'; text: string; untrusted: boolean } | null;
  /** The draft that this call made or changed. */
  draftId: string | null;
  startedAt: Date;
  ip: string | null;
  userAgent: string | null;
  /** Thumbprint of the client certificate that was proved. */
  certificate: string | null;
};
