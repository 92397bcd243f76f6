import { scopes as allScopes, type Scope } from '../keys/scope';
import { type OAuthResult, oauthFault } from './oauth-fault';
import { isChallenge } from './pkce';

/** What a client asks a person for. */
export type AuthorizeRequest = {
  state: string | null;
  challenge: string;
  scopes: readonly Scope[];
  resource: string;
};

/** The one value of a parameter, or null: RFC 6749 section 3.1, none may be sent twice. */
export const singleValue = (given: URLSearchParams, name: string): string | null => {
  const [only, ...others] = given.getAll(name);
  return only === undefined || only === '' || others.length > 0 ? null : only;
};

/** RFC 6749 section 3.1: which parameter was sent more than once, or null. */
export const repeated = (given: URLSearchParams): string | null =>
  [...new Set(given.keys())].find((name) => given.getAll(name).length > 1) ?? null;

const isScope = (text: string): text is Scope => allScopes.some((known) => known === text);

/** What a client gets that names no scope. */
const usual: readonly Scope[] = ['mcp:read:drafts'];

/** RFC 8707: a token is for one resource, and this server has one. */
const namesResource = (given: URLSearchParams, resource: string): boolean =>
  singleValue(given, 'resource') === resource;

/**
 * UNTRUSTED INPUT: an authorization request of a client that is known, to a redirect URI that is its own. `resource` is the
 * one that this server protects.
 */
export function readAuthorize(given: URLSearchParams, resource: string): OAuthResult<AuthorizeRequest> {
  const twice = repeated(given);
  if (twice !== null) return oauthFault('invalid_request', 'A parameter was sent twice.');
  if (singleValue(given, 'response_type') !== 'code') {
    return oauthFault('unsupported_response_type', 'The response_type is code.');
  }
  const challenge = singleValue(given, 'code_challenge');
  if (challenge === null || !isChallenge(challenge) || given.get('code_challenge_method') !== 'S256') {
    return oauthFault('invalid_request', 'A code_challenge of the method S256 is needed.');
  }
  if (!namesResource(given, resource)) return oauthFault('invalid_target', `The resource is ${resource}.`);
  const state = singleValue(given, 'state');
  if (state !== null && state.length > 2000) return oauthFault('invalid_request', 'The state is too long.');
  const scopes = readScopes(given.get('scope'));
  return scopes.ok ? { ok: true, value: { state, challenge, scopes: scopes.value, resource } } : scopes;
}

/** The scopes in the order of the closed list. One that is not in it, an apply above all, is no scope. */
export function readScopes(text: string | null): OAuthResult<readonly Scope[]> {
  const asked = (text ?? '').split(' ').filter((word) => word !== '');
  if (!asked.every(isScope)) {
    return oauthFault('invalid_scope', `The scopes are ${allScopes.join(' ')}.`);
  }
  return { ok: true, value: asked.length === 0 ? usual : allScopes.filter((one) => asked.includes(one)) };
}
