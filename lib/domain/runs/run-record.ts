import type { RecordedCall } from '../calls/recorded-call';
import type { DiscardReason, DraftStatus, Operation } from '../draft/draft';
import type { RiskTier } from '../draft/risk';
import type { EvidenceEvent } from '../evidence/leaf';
import type { Scope } from '../keys/scope';
import type { DataClass } from '../policy/data-class';
import type { Environment } from '../resource/resource-kind';
import type { KeyEvent } from './grant-during';
import type { RunReport } from './report';

/** A call of a run with the beginning of its arguments, as JSON. */
export type RunCall = RecordedCall & { args_text: string | null };

/** A draft of a run, named as its columns are. */
export type RunDraft = {
  id: string;
  type: string;
  operation: Operation;
  status: DraftStatus;
  resource_name: string;
  environment: Environment;
  risk_tier: RiskTier;
  summary: string;
  rationale: string;
  task_ref: string | null;
  run_id: string | null;
  correlation_id: string;
  created_by_id: string;
  created_by_name: string;
  created_at: Date;
  expires_at: Date;
  applied_by: string | null;
  applied_at: Date | null;
  discarded_by: string | null;
  discarded_by_kind: 'agent' | 'human' | null;
  discarded_at: Date | null;
  discard_reason: DiscardReason | null;
  decided_by_name: string | null;
  resource_id: string | null;
  resource_version: number | null;
  /** The version that is live now; null where the resource is deleted or never was. */
  live_version: number | null;
  /** The newest draft that undoes this one. */
  revert_id: string | null;
  revert_status: DraftStatus | null;
};

/** What somebody changed with a request: an audit event that carries its id. */
export type RunChange = {
  id: string;
  /** The name of its evidence, or of an event that leaves none. */
  type: string;
  actor_kind: 'human' | 'agent' | 'system';
  actor_id: string;
  /** The person’s, as it is now; null for whoever is none. */
  actor_name: string | null;
  channel: 'ui' | 'api' | 'mcp' | 'system';
  subject: string;
  reason: string | null;
  at: Date;
};

/** When a key took part, and how much of the run is its own. */
export type RunPart = { key_id: string; first_at: Date; last_at: Date; calls: number; denied: number };

/** The key of an agent that took part, as it stands now. */
export type RunKey = {
  part: RunPart;
  id: string;
  name: string;
  agent_identity: string;
  human_owner_id: string;
  owner_name: string | null;
  purpose: string;
  environment: Environment;
  status: 'active' | 'suspended' | 'revoked';
  scopes: readonly Scope[];
  allowed_tools: readonly string[] | null;
  data_classes: readonly DataClass[];
  revision: number;
};

export type RunLeaf = { id: string; idx: number; event: EvidenceEvent; subject: string; appended_at: Date };

/** The last report of one key. */
export type KeyReport = { agent_key_id: string; revision: number; report: RunReport; reported_at: Date };

/** How many calls a run has, over all of them and not only those shown. */
export type CallCounts = {
  total: number;
  allow: number;
  deny: number;
  require_approval: number;
  ok: number;
  denied: number;
  error: number;
  timeout: number;
  first_at: Date | null;
  last_at: Date | null;
};

/** Everything that the product has of one run, in the order it happened. */
export type RunRecord = {
  runId: string;
  readAt: Date;
  calls: readonly RunCall[];
  /** Calls that the policy did not allow, whether they are among those shown or not. */
  refused: readonly RunCall[];
  counts: CallCounts;
  drafts: readonly RunDraft[];
  /** Whoever began first stands first. */
  keys: readonly RunKey[];
  /** What was done to those keys, as far back as was looked. */
  keyEvents: readonly KeyEvent[];
  reports: readonly KeyReport[];
  leaves: readonly RunLeaf[];
};
