import type { IssueCode } from './issue-code';

/** Every way the rules can say no. The codes are part of the public API and change only with a version. */
export const refusalCategories = {
  MALFORMED_JSON: 'validation',
  HEADER_INVALID: 'validation',
  UNAUTHENTICATED: 'auth',
  INVALID_API_KEY: 'auth',
  KEY_EXPIRED: 'auth',
  KEY_REVOKED: 'auth',
  KEY_SUSPENDED: 'auth',
  CLIENT_CERT_REQUIRED: 'auth',
  CLIENT_CERT_MISMATCH: 'auth',
  HUMAN_IDENTITY_REQUIRED: 'auth',
  MCP_CANNOT_APPLY: 'policy_denial',
  USER_ID_MISMATCH: 'auth',
  HOST_NOT_ALLOWED: 'auth',
  ORIGIN_NOT_ALLOWED: 'auth',
  INSUFFICIENT_SCOPE: 'policy_denial',
  TOOL_NOT_ALLOWED: 'policy_denial',
  POLICY_DENIED: 'policy_denial',
  MCP_GRANT_FORBIDDEN: 'policy_denial',
  ROLE_REQUIRED: 'policy_denial',
  OPERATION_NOT_SUPPORTED: 'policy_denial',
  ADDRESS_NOT_ALLOWED: 'policy_denial',
  ENVIRONMENT_NOT_ALLOWED: 'policy_denial',
  NOT_DRAFT_OWNER: 'policy_denial',
  PROPOSER_CANNOT_APPLY: 'policy_denial',
  DRAFT_TYPE_NOT_CREATABLE: 'policy_denial',
  TENANT_MISMATCH: 'policy_denial',
  DRAFT_NOT_FOUND: 'validation',
  RESOURCE_NOT_FOUND: 'validation',
  EVIDENCE_NOT_FOUND: 'validation',
  LOG_NOT_FOUND: 'validation',
  TILE_NOT_FOUND: 'validation',
  EVIDENCE_NOT_APPLIED: 'conflict',
  BUNDLE_NOT_FOUND: 'validation',
  BUNDLE_NOT_READY: 'conflict',
  BUNDLE_FAILED: 'conflict',
  BUNDLE_LIMIT_REACHED: 'limit',
  DELIVERY_NOT_FOUND: 'validation',
  RECORD_NOT_FOUND: 'validation',
  RULE_NOT_FOUND: 'validation',
  TOOL_NOT_FOUND: 'validation',
  ROUTE_NOT_FOUND: 'validation',
  METHOD_NOT_ALLOWED: 'validation',
  NOT_ACCEPTABLE: 'validation',
  PAYLOAD_TOO_LARGE: 'limit',
  UNSUPPORTED_MEDIA_TYPE: 'validation',
  DRAFT_NOT_PENDING: 'conflict',
  DRAFT_EXPIRED: 'conflict',
  DRAFT_PURGED: 'conflict',
  DRAFT_NOT_APPLIED: 'conflict',
  DRAFT_NOT_RESTORABLE: 'conflict',
  DELIVERY_NOT_FAILED: 'conflict',
  RESOURCE_NAME_CONFLICT: 'conflict',
  BASE_CHANGED: 'conflict',
  SPEC_DIGEST_MISMATCH: 'conflict',
  LOCK_VERSION_CONFLICT: 'conflict',
  SETTINGS_CHANGED: 'conflict',
  KEY_NOT_ACTIVE: 'conflict',
  IDEMPOTENCY_CONFLICT: 'conflict',
  CURSOR_NOT_IN_LOG: 'conflict',
  LOG_NOT_SIGNABLE: 'server',
  SIGNING_FAILED: 'server',
  SIZE_NOT_IN_LOG: 'conflict',
  SCHEMA_PIN_MISMATCH: 'conflict',
  VALIDATION_FAILED: 'validation',
  REASON_REQUIRED: 'validation',
  SCOPE_UNKNOWN: 'validation',
  EXCEEDS_OWNER: 'validation',
  CHECKLIST_INCOMPLETE: 'validation',
  DRAFT_TYPE_NOT_APPLICABLE: 'validation',
  PROPOSED_SPEC_INVALID: 'validation',
  PROVIDER_TEMPLATE_UNKNOWN: 'validation',
  TARGET_URL_INVALID: 'validation',
  SECRET_MATERIAL_DETECTED: 'validation',
  APPLY_VALIDATION_ERROR: 'server',
  KILL_SWITCH_ENGAGED: 'policy_denial',
  RUN_STOPPED: 'policy_denial',
  CIRCUIT_OPEN: 'limit',
  APPROVAL_REQUIRED: 'policy_denial',
  APPROVAL_CONSUMED: 'conflict',
  APPROVAL_EXPIRED: 'conflict',
  AUTHORIZATION_PENDING: 'auth',
  SLOW_DOWN: 'limit',
  EXPIRED_TOKEN: 'auth',
  ACCESS_DENIED: 'auth',
  RATE_LIMITED: 'limit',
  DRAFT_LIMIT_REACHED: 'limit',
  LOG_BROKEN: 'server',
  SERVICE_UNAVAILABLE: 'server',
  OUTCOME_UNKNOWN: 'server',
  INTERNAL_ERROR: 'server',
} as const;

export type RefusalCode = keyof typeof refusalCategories;

/** One thing wrong with an input: where, which rule, in words. Never the value itself. */
export type InputIssue = { path: string; code: IssueCode; message: string };

/** A high flag of the draft, by its own code, that was not among those ticked. */
type UntickedIssue = { path: 'acknowledged_flags'; code: string; message: string };

/** A field of the live resource that moved since the draft was made; values are already made visible. */
export type MovedField = { field: string; label: string; base: string | null; live: string | null };

export type Refusal = {
  code: RefusalCode;
  /** One public sentence. */
  message: string;
  /** What to do next, in one sentence. */
  hint?: string;
  issues?: readonly (InputIssue | UntickedIssue)[];
  moved?: readonly MovedField[];
  /** Where the evidence of what is gone can be read: a path of the REST interface. */
  evidence?: string;
  /** Every code that failed, when several checks run together. */
  codes?: readonly RefusalCode[];
  /** The page on which a person confirms what a terminal asks for. */
  confirmUrl?: string;
  /** After how long asking again may help. */
  retryAfterSeconds?: number;
  /** What broke, where a check broke: for the log of the operator alone. Only `withCause` sets it. */
  readonly cause?: unknown;
};

/** Like that of an Error the cause is not enumerable: no JSON, copy or page has it. */
export const withCause = <T extends object>(of: T, cause: unknown): T =>
  Object.defineProperty(of, 'cause', { value: cause });

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = (
  code: RefusalCode,
  message: string,
  more: Omit<Refusal, 'code' | 'message' | 'cause'> = {},
): { ok: false; refusal: Refusal } => ({ ok: false, refusal: { code, message, ...more } });
