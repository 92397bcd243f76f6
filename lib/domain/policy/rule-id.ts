import type { Scope } from '../keys/scope';
import type { StopScope } from '../limits/stop';
import type { DataClass } from './data-class';

/**
 * What let a call in or refused it, as its row names it (`tool_calls.decision_rule_id`): a rule of the tenant by its id,
 * or one of ours by its name.
 */
export type RuleId = TenantRuleId | OwnRuleId;

/** The id of a row of `policy_rules`. */
export type TenantRuleId = `rul_${string}`;

type OwnRuleId =
  | KeyRuleId
  | AdmitRuleId
  | BoundaryRuleId
  /** The key opens it, or does not. */
  | `scope:${Scope}`
  | `data:${DataClass}`
  | 'owner:role'
  /** A stored rule could not be understood, or a check broke: nothing is guessed. */
  | 'policy:undecidable'
  /** An operation that is no tool: who may ask it stands in the authority table. */
  | 'authority'
  /** Answered by the protocol itself. */
  | 'protocol'
  | 'tool:unknown'
  | 'client:gone'
  | 'subscription:own-drafts'
  /** A fixture of the official conformance suite, which production refuses to load. */
  | 'conformance:fixture';

/** What stands between a proven key and its request, and what its row says of it. */
export type KeyRuleId = `key:${'standing' | 'address' | 'certificate' | 'reason' | 'tools'}` | 'pin:surface';

/** Stops, circuit and limit, as `mcp_admit` names them (migration 0019). */
export type AdmitRuleId = `stop:${StopScope}` | 'circuit:key' | 'rate:key';

/** What no agent does, whatever its key holds. */
export type BoundaryRuleId = `boundary:${'no-apply' | 'no-write' | 'kind-not-creatable'}`;
