import type { Advice } from './advice';

/** Who asks, and whether they may. */
export const callerAdvice = {
  UNAUTHENTICATED: {
    when: 'Nothing in the request proves who asks, or it stands where no credential may.',
    next: 'Sign in, or send an agent key as Authorization: Bearer.',
    example: 'Sign in, or send a valid agent key.',
  },
  INVALID_API_KEY: {
    when: 'The agent key or service credential is not known.',
    next: 'Check it, or ask your operator for a new one.',
    example: 'This API key is not known.',
  },
  KEY_EXPIRED: {
    when: 'The agent key or service credential has run out.',
    next: 'Ask your operator for a new one.',
    example: 'This API key has expired.',
  },
  KEY_REVOKED: {
    when: 'The agent key or service credential was revoked, before the request or while it waited.',
    next: 'Ask your operator for a new one.',
    example: 'This API key was revoked.',
  },
  KEY_SUSPENDED: {
    when: 'The agent key is suspended.',
    next: 'Ask your operator why.',
    example: 'This API key is suspended.',
  },
  CLIENT_CERT_REQUIRED: {
    when: 'The agent key is bound to a client certificate, or every agent must present one, and none was proved.',
    next: 'Connect with your client certificate, or ask your operator for one.',
    example: 'This key is bound to a client certificate, and none was proved.',
  },
  CLIENT_CERT_MISMATCH: {
    when: 'The agent key is bound to another client certificate, RFC 8705.',
    next: 'Connect with the certificate that this key is bound to.',
    example: 'This key is bound to another client certificate.',
  },
  REASON_REQUIRED: {
    when: 'This agent key must say why with every call, and the call did not.',
    next: 'Send the reason as _meta["countersign/reason"] of the request, over REST as the header Countersign-Reason.',
    example: 'This key must say why with every call.',
  },
  HUMAN_IDENTITY_REQUIRED: {
    when: 'Only a person may do this, or the person did not name themselves in X-User-Id.',
    next: 'Sign in, and send your own user id.',
    example: 'Only a signed-in person may do this.',
  },
  MCP_CANNOT_APPLY: {
    when: 'An agent credential stands somewhere in a request to apply.',
    next: 'Ask a reviewer to open the review_url of the draft.',
    example: 'Only a person can apply a draft. An agent credential never can.',
  },
  USER_ID_MISMATCH: {
    when: 'X-User-Id names somebody else.',
    next: 'Send the id of the person who is signed in.',
    example: 'X-User-Id is not the person who is signed in.',
  },
  HOST_NOT_ALLOWED: {
    when: 'The Host header is not an address of this installation.',
    next: 'Use the address that the operator configured.',
    example: 'This server does not answer under that host name.',
  },
  ORIGIN_NOT_ALLOWED: {
    when: 'A change with a session cookie comes from another site, or does not say from where.',
    next: 'Send the Origin of this installation.',
    example: 'A change made with a session cookie must say which page it comes from.',
  },
  INSUFFICIENT_SCOPE: {
    when: 'The agent key does not hold the scope, or a service credential asks for more than what was applied.',
    next: 'Ask the owner of the key for the scope. A service credential opens GET /api/v1/endpoints, what lies below it, and /api/v1/health.',
    example: 'This key does not hold mcp:read:drafts.',
  },
  ROLE_REQUIRED: {
    when: 'The role of the person does not allow it.',
    next: 'Ask an admin of your tenant.',
    example: 'Your role is viewer. A reviewer or an admin decides.',
  },
} as const satisfies Record<string, Advice>;
