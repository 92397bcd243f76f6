import type { Advice } from './advice';

/** What is asked for, in which form, and whether it can be answered now. */
export const requestAdvice = {
  MALFORMED_JSON: {
    when: 'The body is not one JSON document, or names a key twice.',
    next: 'Send valid JSON, each key once.',
    example: 'The body is not JSON: it ends too early, at position 1.',
  },
  HEADER_INVALID: {
    when: 'A header has a form that this product does not take.',
    next: 'Correct the header that the message names.',
    example: 'Idempotency-Key must be 1 to 200 printable ASCII characters without spaces.',
  },
  OPERATION_NOT_SUPPORTED: {
    when: 'An agent asked for a tool or a method that would write, and that does not exist.',
    next: 'Propose the change as a draft.',
    example: 'No tool here writes production. A person applies what you propose.',
  },
  RESOURCE_NOT_FOUND: {
    when: 'No resource of your tenant has this id or name.',
    next: 'List the endpoints to find it.',
    example: 'There is no such endpoint.',
  },
  EVIDENCE_NOT_FOUND: {
    when: 'No evidence of your tenant has this id.',
    next: 'List the evidence to find the id.',
    example: 'There is no such evidence.',
  },
  RECORD_NOT_FOUND: {
    when: 'No call, correlation or run of your tenant has this id.',
    next: 'List the calls to find the id.',
    example: 'There is no such call.',
  },
  TOOL_NOT_FOUND: {
    when: 'No MCP tool has this name. It comes as a JSON-RPC error -32602.',
    next: 'Use tools/list to see the tools.',
    example: 'There is no tool of this name.',
  },
  ROUTE_NOT_FOUND: {
    when: 'Nothing is served at this address.',
    next: 'Look into the API reference.',
    example: 'There is no such route.',
  },
  METHOD_NOT_ALLOWED: {
    when: 'The address does not take this method; Allow names those that it takes.',
    next: 'Use a method that Allow names.',
    example: 'DELETE is not allowed here.',
  },
  NOT_ACCEPTABLE: {
    when: 'Accept leaves out what this answers.',
    next: 'Accept the type that the message names.',
    example: 'This answers application/json only.',
  },
  PAYLOAD_TOO_LARGE: {
    when: 'The body is larger than is read.',
    next: 'Send less: shorten the longest text.',
    example: 'The body is larger than 256 KiB.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    when: 'The body is not sent as JSON.',
    next: 'Send Content-Type: application/json.',
    example: 'Send the body as application/json in UTF-8, without an encoding.',
  },
  IDEMPOTENCY_CONFLICT: {
    when: 'The idempotency key stands for another request.',
    next: 'Use a new key for a new request.',
    example: 'This idempotency key was used for another request in the last 24 hours.',
  },
  VALIDATION_FAILED: {
    when: 'The input breaks a rule; errors names the paths, never the values.',
    next: 'Correct what errors names.',
    example: 'The input is not valid. limit: Must be a number.',
  },
  CURSOR_NOT_IN_LOG: {
    when: 'A follower is ahead of the log, or of another one: an older backup was restored.',
    next: 'Tell your operator, take a full copy again, and go on from its since.',
    example:
      'This cursor is ahead of the log, which ends before it. An older backup was restored, most likely.',
  },
  SETTINGS_CHANGED: {
    when: 'Somebody else changed these settings since they were shown. `moved` says what.',
    next: 'Look at what they are now, and decide again.',
    example: 'Somebody else has changed these settings since you saw them.',
  },
  RATE_LIMITED: {
    when: 'Too many at once, or too often.',
    next: 'Wait as long as Retry-After says.',
    example: 'This session has 20 streams open, and no more are served.',
  },
  SERVICE_UNAVAILABLE: {
    when: 'The database cannot answer now. Nothing has changed.',
    next: 'Repeat with the same idempotency key, after Retry-After.',
    example: 'This cannot be answered now.',
  },
  OUTCOME_UNKNOWN: {
    when: 'The connection was lost while it was written: it may or may not have happened.',
    next: 'Look whether it happened, or repeat with the same idempotency key.',
    example: 'The connection was lost while this was being written.',
  },
  INTERNAL_ERROR: {
    when: 'A fault of ours. Nothing of it is told.',
    next: 'Tell the operator the correlation id.',
    example: 'Something went wrong.',
  },
} as const satisfies Record<string, Advice>;
