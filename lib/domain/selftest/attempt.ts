import { publishedSurface } from '../keys/published-surface';

/** One request as a program, and all the answers that the product may give it. */
export type Attempt = {
  /** With what, for people. */
  credential: string;
  /** By which way, for people. */
  road: string;
  method: string;
  /** As it goes over the wire: nothing may tidy it up. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** `403 MCP_CANNOT_APPLY`: the status, and the code where the answer has one. Any other answer proves nothing. */
  answers: readonly string[];
  /** What an answer that is no refusal shows, so that it is the product’s. */
  shows?: string;
};

export type Target = { draftId: string; digest: string };

/** A credential, by where the request carries it. */
export type Carried = { credential: string; headers: Readonly<Record<string, string>>; query?: string };

export const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/** What every way of carrying an agent’s key to the apply is answered, whatever became of the key. */
export const cannotApply = '403 MCP_CANNOT_APPLY';

/** Everywhere that a request can carry this token. */
export function carriedEverywhere(what: string, token: string): Carried[] {
  const basic = Buffer.from(`agent:${token}`).toString('base64');
  const bearer = { authorization: `Bearer ${token}` };
  return [
    { credential: `${what} as Bearer`, headers: bearer },
    { credential: `${what} in X-MCP-API-Key`, headers: { 'x-mcp-api-key': token } },
    { credential: `${what} in X-API-Key`, headers: { 'x-api-key': token } },
    { credential: `${what} in Basic`, headers: { authorization: `Basic ${basic}` } },
    { credential: `${what} in a cookie`, headers: { cookie: `key=${token}` } },
    { credential: `${what} in the address`, headers: {}, query: `?key=${token}` },
    {
      credential: `${what} beside a session’s cookie`,
      headers: { ...bearer, cookie: 'next-auth.session-token=of-somebody' },
    },
  ];
}

export const asBearer = (what: string, token: string): Carried => ({
  credential: what,
  headers: { authorization: `Bearer ${token}` },
});

/** The apply that a person’s browser would send, with this instead of the person. */
export function applyAttempt(
  { credential, headers, query = '' }: Carried,
  target: Target,
  answer: string,
): Attempt {
  return {
    credential,
    road: 'apply over REST',
    method: 'POST',
    path: `/api/v1/drafts/${target.draftId}/apply${query}`,
    headers: { ...json, 'x-user-id': 'usr_of_somebody', ...headers },
    body: applyBody(target),
    answers: [answer],
  };
}

export const applyBody = ({ digest }: Target) =>
  JSON.stringify({ proposed_spec_digest: digest, lock_version: 1 });

/**
 * What a key may ask while it stands, whatever the policy of its tenant, and not a moment longer: a server that refuses this to a good key is not the product, or
 * is closed to every key, and one that answers an ended key this has not ended it.
 */
export const listAttempt = (credential: string, token: string, answer: string): Attempt => ({
  credential,
  road: 'ask which tools there are',
  method: 'POST',
  path: '/api/mcp',
  headers: { ...json, authorization: `Bearer ${token}` },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  answers: [answer],
  ...(answer === '200' && { shows: publishedSurface }),
});

/** What a service credential may do. */
export const followAttempt = (token: string): Attempt => ({
  credential: 'a service credential',
  road: 'follow what was applied',
  method: 'GET',
  path: '/api/v1/endpoints?since=',
  headers: { ...json, authorization: `Bearer ${token}` },
  body: '',
  answers: ['200'],
  shows: '"items":[',
});
