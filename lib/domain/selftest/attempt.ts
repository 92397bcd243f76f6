/** One way of trying to apply a draft as a program. */
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
};

export type Target = { draftId: string; digest: string };

/** A credential, by where the request carries it. */
export type Carried = { credential: string; headers: Readonly<Record<string, string>>; query?: string };

const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

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
export function applyAttempt({ credential, headers, query = '' }: Carried, target: Target): Attempt {
  return {
    credential,
    road: 'apply over REST',
    method: 'POST',
    path: `/api/v1/drafts/${target.draftId}/apply${query}`,
    headers: { ...json, 'x-user-id': 'usr_of_somebody', ...headers },
    body: applyBody(target),
  };
}

/** What the key may do: a server that refuses this too is not the product, or is closed to every key, and proves nothing. */
export const readAttempt = (token: string, { draftId }: Target): Attempt => ({
  credential: 'a key',
  road: 'read its own draft',
  method: 'GET',
  path: `/api/v1/drafts/${draftId}`,
  headers: { ...json, authorization: `Bearer ${token}` },
  body: '',
});

const applyBody = ({ digest }: Target) => JSON.stringify({ proposed_spec_digest: digest, lock_version: 1 });

const toolNames = [
  'draft_apply',
  'apply_draft',
  'draftApply',
  'drafts.apply',
  'drafts/apply',
  'apply',
  'draft_approve',
  'draft_promote',
  'draft_accept',
  'draft_confirm',
  'draft_execute',
  'endpoint_create',
  'endpoint_update',
  'endpoint_delete',
];

const paths: readonly ((id: string) => string)[] = [
  (id) => `/api/mcp/drafts/${id}/apply`,
  (id) => `/api/./v1/drafts/${id}/apply`,
  (id) => `/api/x/../v1/drafts/${id}/apply`,
  (id) => `//api/v1/drafts/${id}/apply`,
  (id) => `/api/v1/drafts/${id}/apply/`,
  (id) => `/api/v1/drafts/${id}/%61pply`,
  (id) => `/api/v1/drafts/${id}%2Fapply`,
  (id) => `/api/v1/drafts/${id}/APPLY`,
  (id) => `/api/v1/drafts/${id}?_method=apply`,
  (id) => `/drafts/${id}`,
];

const overrides: readonly Readonly<Record<string, string>>[] = [
  { 'x-http-method-override': 'POST' },
  { 'x-method-override': 'POST' },
  { 'x-original-url': '' },
  { 'x-rewrite-url': '' },
];

const call = (name: string, { draftId, digest }: Target) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: { draft_id: draftId, proposed_spec_digest: digest, lock_version: 1 } },
});

/** Everything but the plain apply that a program could try with this key. */
export function otherAttempts(credential: string, token: string, target: Target): Attempt[] {
  const headers = { ...json, authorization: `Bearer ${token}` };
  const post = (road: string, path: string, body: string, more: Readonly<Record<string, string>> = {}) => ({
    credential,
    road,
    method: 'POST',
    path,
    headers: { ...headers, ...more },
    body,
  });
  const apply = `/api/v1/drafts/${target.draftId}/apply`;
  const batch = JSON.stringify([call('draft_list', target), call('draft_apply', target)]);
  const twice = JSON.stringify(call('draft_apply', target)).replace('"name"', '"name":"draft_list","name"');
  return [
    ...toolNames.map((name) => post(`tool ${name}`, '/api/mcp', JSON.stringify(call(name, target)))),
    ...paths.map((path) => post(path('{id}'), path(target.draftId), applyBody(target))),
    ...overrides.map((more) => {
      const [name = ''] = Object.keys(more);
      const said = { [name]: more[name] === '' ? apply : (more[name] ?? '') };
      return post(
        `discard of a draft that never was, ${name}`,
        `/api/v1/drafts/drf_none/discard`,
        '{}',
        said,
      );
    }),
    post('a batch with an apply in it', '/api/mcp', batch),
    post('a tool named twice', '/api/mcp', twice),
    post(
      'a JSON-RPC method draft/apply',
      '/api/mcp',
      JSON.stringify({ ...call('', target), method: 'draft/apply' }),
    ),
    { ...post('PUT', apply, applyBody(target)), method: 'PUT' },
    { ...post('PATCH', apply, applyBody(target)), method: 'PATCH' },
  ];
}
