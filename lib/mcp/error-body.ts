import { type Refusal, type RefusalCode, refusalCategories } from '@/lib/domain/refusal';

/**
 * What an agent should do next after each refusal, when the refusal does not say so itself. Inside a call a refusal is
 * a result with `isError` under status 200; before a call it is a problem with the status of `lib/door/status`.
 */
export const nextSteps = {
  MALFORMED_JSON: 'Send one JSON-RPC message, each key once.',
  HEADER_INVALID: 'Correct the header that the message names.',
  UNAUTHENTICATED: 'Send your key as Authorization: Bearer mcp_…',
  INVALID_API_KEY: 'Check the key, or ask your operator for a new one.',
  KEY_EXPIRED: 'Ask your operator for a new key.',
  KEY_REVOKED: 'Ask your operator for a new key.',
  KEY_SUSPENDED: 'Ask your operator why this key is suspended.',
  HUMAN_IDENTITY_REQUIRED: 'A person must do this, signed in.',
  MCP_CANNOT_APPLY: 'Ask a reviewer to open the draft’s review_url.',
  USER_ID_MISMATCH: 'A person must do this, signed in.',
  HOST_NOT_ALLOWED: 'Use the address that the operator configured.',
  ORIGIN_NOT_ALLOWED: 'Call this from the product’s own origin or without a browser.',
  INSUFFICIENT_SCOPE: 'Ask the key’s owner for the scope.',
  ROLE_REQUIRED: 'Ask somebody who holds the role.',
  OPERATION_NOT_SUPPORTED: 'Propose the change with draft_create_endpoint.',
  NOT_DRAFT_OWNER: 'Leave this draft to its owner or to a reviewer.',
  PROPOSER_CANNOT_APPLY: 'Somebody else must decide this draft.',
  DRAFT_TYPE_NOT_CREATABLE: 'Only endpoints can be proposed: draft_create_endpoint.',
  TENANT_MISMATCH: 'Work with what your own tenant holds.',
  DRAFT_NOT_FOUND: 'Use draft_list to find the id.',
  RESOURCE_NOT_FOUND: 'Use endpoint_list to find the name.',
  EVIDENCE_NOT_FOUND: 'Use evidence_list to find the id.',
  TOOL_NOT_FOUND: 'Use tools/list to see the tools.',
  ROUTE_NOT_FOUND: 'Check the address: agents call POST /api/mcp.',
  METHOD_NOT_ALLOWED: 'Use POST.',
  NOT_ACCEPTABLE: 'Accept application/json and text/event-stream.',
  PAYLOAD_TOO_LARGE: 'Send less: shorten the longest text.',
  UNSUPPORTED_MEDIA_TYPE: 'Send Content-Type: application/json.',
  DRAFT_NOT_PENDING: 'Read the decision with draft_show. Propose again if the change is still wanted.',
  DRAFT_EXPIRED: 'Propose again if the change is still wanted.',
  RESOURCE_NAME_CONFLICT: 'Propose operation "update", or choose another name.',
  BASE_CHANGED: 'Read it again with endpoint_get and propose with its version as base_version.',
  SPEC_DIGEST_MISMATCH: 'Read the draft again with draft_show.',
  LOCK_VERSION_CONFLICT: 'Read the draft again with draft_show.',
  IDEMPOTENCY_CONFLICT: 'Use a new key for a new request.',
  VALIDATION_FAILED: 'Correct what the issues name and call again.',
  CHECKLIST_INCOMPLETE: 'Leave the decision to a person.',
  DRAFT_TYPE_NOT_APPLICABLE: 'Propose an endpoint.',
  PROPOSED_SPEC_INVALID: 'Correct what the issues name and propose again.',
  PROVIDER_TEMPLATE_UNKNOWN: 'Use provider_template_list to see the names.',
  TARGET_URL_INVALID: 'Use an https:// URL of a public host, without user name or fragment.',
  SECRET_MATERIAL_DETECTED: 'Name secrets by reference: secret://store/path#key.',
  APPLY_VALIDATION_ERROR: 'Tell the operator the correlation id.',
  KILL_SWITCH_ENGAGED: 'Wait until the operator releases the stop.',
  RATE_LIMITED: 'Wait a minute and call again.',
  SERVICE_UNAVAILABLE: 'Wait a few seconds and call again with the same idempotency_key.',
  OUTCOME_UNKNOWN: 'Look whether it happened, or repeat with the same idempotency_key.',
  INTERNAL_ERROR: 'Tell the operator the correlation id.',
} as const satisfies Record<RefusalCode, string>;

/** The public body of a refusal; the same in results, protocol errors and call records. */
export function errorBody(refusal: Refusal, correlationId: string) {
  return {
    code: refusal.code,
    message: refusal.message,
    category: refusalCategories[refusal.code],
    hint: refusal.hint ?? nextSteps[refusal.code],
    correlation_id: correlationId,
    ...(refusal.issues && { issues: refusal.issues }),
    ...(refusal.codes && { codes: refusal.codes }),
    ...(refusal.moved && { moved: refusal.moved }),
  };
}
