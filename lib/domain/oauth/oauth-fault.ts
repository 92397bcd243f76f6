/** The words of RFC 6749 sections 4.1.2.1 and 5.2 and of RFC 8707 section 2 that we say. */
export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_target'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'access_denied';

export type OAuthFault = { error: OAuthError; description: string };

export type OAuthResult<T> = { ok: true; value: T } | { ok: false; fault: OAuthFault };

export const oauthFault = (error: OAuthError, description: string): { ok: false; fault: OAuthFault } => ({
  ok: false,
  fault: { error, description },
});
