import {
  agentCredentialMark,
  agentTokensIn,
  humTokensIn,
  readings,
  serviceCredentialMark,
  serviceTokensIn,
} from '@/lib/domain/keys/agent-credential';

/** Everything in a request that claims to be a credential, valid or not, wherever it stands. */
export type Credentials = {
  /** Every `mcp_…` word of any header, cookie or query parameter, Basic and percent encoding undone. */
  agentTokens: string[];
  /** True with any of those, and when the server saw one where we cannot. */
  hasAgentCredential: boolean;
  /** The same two for `svc_…`, the credential of a platform. */
  serviceTokens: string[];
  hasServiceCredential: boolean;
  /** `agentTokens` for `hum_…`. */
  humTokens: string[];
  hasSessionCookie: boolean;
};

const sessionCookie = /^(?:__Host-|__Secure-)?next-auth\.session-token(?:\.\d+)?$/;

/**
 * UNTRUSTED INPUT: looks everywhere on purpose. That a word starts with `mcp_` is enough to be listed: who holds an
 * agent credential may not apply, whatever else the request carries.
 */
export function collectCredentials(headers: Headers, url?: URL): Credentials {
  // Whoever looks up only some of them begins with what the request presents as its credential.
  const entries = [...headers].toSorted(([one], [other]) => presents(other) - presents(one));
  const texts = entries.flatMap((entry) => entry.flatMap(readings));
  if (url) for (const entry of url.searchParams) texts.push(...entry.flatMap(readings));
  const agentTokens = agentTokensIn(texts);
  const serviceTokens = serviceTokensIn(texts);
  return {
    agentTokens,
    hasAgentCredential: agentTokens.length > 0 || headers.has(agentCredentialMark),
    serviceTokens,
    hasServiceCredential: serviceTokens.length > 0 || headers.has(serviceCredentialMark),
    humTokens: humTokensIn(texts),
    hasSessionCookie: cookieNames(headers).some((name) => sessionCookie.test(name)),
  };
}

const presents = (name: string): number => Number(name === 'authorization' || name === 'x-mcp-api-key');

const cookieNames = (headers: Headers): string[] =>
  (headers.get('cookie') ?? '').split(';').map((pair) => pair.split('=', 1)[0]?.trim() ?? '');
