import type { RefusalCode } from '@/lib/domain/refusal';

/** What a script can rely on. The published meaning of every status that `draft` ends with. */
export const exitCodes = {
  ok: 0,
  error: 1,
  usage: 2,
  notFound: 3,
  loginNeeded: 4,
  forbidden: 5,
  stale: 6,
  checkFailed: 7,
  notPending: 8,
  stopped: 9,
  /** Instead of 1 under `diff --exit-code`, where 1 means only that something differs. */
  internal: 70,
  temporary: 75,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const { error, usage, notFound, loginNeeded, forbidden, stale, checkFailed, notPending, stopped, temporary } =
  exitCodes;

const exitOfRefusal = {
  MALFORMED_JSON: error,
  HEADER_INVALID: error,
  UNAUTHENTICATED: loginNeeded,
  INVALID_API_KEY: loginNeeded,
  KEY_EXPIRED: loginNeeded,
  KEY_REVOKED: loginNeeded,
  KEY_SUSPENDED: forbidden,
  CLIENT_CERT_REQUIRED: forbidden,
  CLIENT_CERT_MISMATCH: forbidden,
  HUMAN_IDENTITY_REQUIRED: loginNeeded,
  MCP_CANNOT_APPLY: forbidden,
  USER_ID_MISMATCH: forbidden,
  HOST_NOT_ALLOWED: forbidden,
  ORIGIN_NOT_ALLOWED: forbidden,
  INSUFFICIENT_SCOPE: forbidden,
  TOOL_NOT_ALLOWED: forbidden,
  POLICY_DENIED: forbidden,
  MCP_GRANT_FORBIDDEN: forbidden,
  ROLE_REQUIRED: forbidden,
  OPERATION_NOT_SUPPORTED: forbidden,
  ADDRESS_NOT_ALLOWED: forbidden,
  ENVIRONMENT_NOT_ALLOWED: forbidden,
  NOT_DRAFT_OWNER: forbidden,
  PROPOSER_CANNOT_APPLY: forbidden,
  DRAFT_TYPE_NOT_CREATABLE: forbidden,
  TENANT_MISMATCH: forbidden,
  DRAFT_NOT_FOUND: notFound,
  RESOURCE_NOT_FOUND: notFound,
  EVIDENCE_NOT_FOUND: notFound,
  DELIVERY_NOT_FOUND: notFound,
  RECORD_NOT_FOUND: notFound,
  RULE_NOT_FOUND: notFound,
  TOOL_NOT_FOUND: notFound,
  ROUTE_NOT_FOUND: notFound,
  METHOD_NOT_ALLOWED: error,
  NOT_ACCEPTABLE: error,
  PAYLOAD_TOO_LARGE: error,
  UNSUPPORTED_MEDIA_TYPE: error,
  DRAFT_NOT_PENDING: notPending,
  DRAFT_EXPIRED: notPending,
  DRAFT_PURGED: notPending,
  DRAFT_NOT_APPLIED: notPending,
  DRAFT_NOT_RESTORABLE: notPending,
  DELIVERY_NOT_FAILED: stale,
  RESOURCE_NAME_CONFLICT: stale,
  BASE_CHANGED: stale,
  SPEC_DIGEST_MISMATCH: stale,
  LOCK_VERSION_CONFLICT: stale,
  SETTINGS_CHANGED: stale,
  KEY_NOT_ACTIVE: stale,
  IDEMPOTENCY_CONFLICT: temporary,
  CURSOR_NOT_IN_LOG: stale,
  SCHEMA_PIN_MISMATCH: stale,
  VALIDATION_FAILED: usage,
  REASON_REQUIRED: usage,
  SCOPE_UNKNOWN: usage,
  EXCEEDS_OWNER: usage,
  CHECKLIST_INCOMPLETE: stale,
  DRAFT_TYPE_NOT_APPLICABLE: checkFailed,
  PROPOSED_SPEC_INVALID: checkFailed,
  PROVIDER_TEMPLATE_UNKNOWN: checkFailed,
  TARGET_URL_INVALID: checkFailed,
  SECRET_MATERIAL_DETECTED: checkFailed,
  APPLY_VALIDATION_ERROR: checkFailed,
  KILL_SWITCH_ENGAGED: stopped,
  RUN_STOPPED: stopped,
  CIRCUIT_OPEN: temporary,
  APPROVAL_REQUIRED: forbidden,
  APPROVAL_CONSUMED: stale,
  APPROVAL_EXPIRED: stale,
  AUTHORIZATION_PENDING: loginNeeded,
  SLOW_DOWN: loginNeeded,
  EXPIRED_TOKEN: loginNeeded,
  ACCESS_DENIED: loginNeeded,
  RATE_LIMITED: temporary,
  DRAFT_LIMIT_REACHED: temporary,
  SERVICE_UNAVAILABLE: temporary,
  OUTCOME_UNKNOWN: temporary,
  INTERNAL_ERROR: error,
} as const satisfies Record<RefusalCode, ExitCode>;

const isKnown = (code: string): code is RefusalCode => Object.hasOwn(exitOfRefusal, code);

/** A code that this version does not know yet ends as an error, or as temporary where the status says so. */
export function exitOf(code: string, status: number): ExitCode {
  if (isKnown(code)) return exitOfRefusal[code];
  return status === 429 || status === 503 ? temporary : error;
}
