import { type Attempt, applyBody, cannotApply, json, type Target } from './attempt';

const nothingThere = '404 ROUTE_NOT_FOUND';

/** Names that an apply could have, or a write of what is live, and what a call of each is answered. */
const tools: Readonly<Record<string, string>> = {
  draft_apply: 'MCP_CANNOT_APPLY',
  apply_draft: 'MCP_CANNOT_APPLY',
  draftApply: 'MCP_CANNOT_APPLY',
  'drafts.apply': 'MCP_CANNOT_APPLY',
  'drafts/apply': 'MCP_CANNOT_APPLY',
  apply: 'MCP_CANNOT_APPLY',
  draft_approve: 'MCP_CANNOT_APPLY',
  draft_promote: 'MCP_CANNOT_APPLY',
  draft_accept: 'TOOL_NOT_FOUND',
  draft_confirm: 'TOOL_NOT_FOUND',
  draft_execute: 'OPERATION_NOT_SUPPORTED',
  endpoint_create: 'OPERATION_NOT_SUPPORTED',
  endpoint_update: 'OPERATION_NOT_SUPPORTED',
  endpoint_delete: 'OPERATION_NOT_SUPPORTED',
};

/** Addresses that somebody could take for that of the apply. A proxy in front may tidy one up: then it is refused as what it became. */
const paths: readonly { path: (id: string) => string; answers: readonly string[] }[] = [
  { path: (id) => `/api/mcp/drafts/${id}/apply`, answers: [nothingThere] },
  { path: (id) => `/api/./v1/drafts/${id}/apply`, answers: [cannotApply] },
  { path: (id) => `/api/x/../v1/drafts/${id}/apply`, answers: [cannotApply] },
  { path: (id) => `//api/v1/drafts/${id}/apply`, answers: ['308', cannotApply] },
  { path: (id) => `/api/v1/drafts/${id}/apply/`, answers: ['308', cannotApply] },
  { path: (id) => `/api/v1/drafts/${id}/%61pply`, answers: [nothingThere, cannotApply] },
  { path: (id) => `/api/v1/drafts/${id}%2Fapply`, answers: ['405 METHOD_NOT_ALLOWED', cannotApply] },
  { path: (id) => `/api/v1/drafts/${id}/APPLY`, answers: [nothingThere] },
  { path: (id) => `/api/v1/drafts/${id}?_method=apply`, answers: ['405 METHOD_NOT_ALLOWED'] },
  { path: (id) => `/drafts/${id}`, answers: ['307'] },
];

/** Headers that some servers take for another method or address than the one that was asked. */
const overrides = (apply: string): readonly Readonly<Record<string, string>>[] => [
  { 'x-http-method-override': 'POST' },
  { 'x-method-override': 'POST' },
  { 'x-original-url': apply },
  { 'x-rewrite-url': apply },
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
  const post = (
    road: string,
    asked: {
      path: string;
      body: string;
      answers: readonly string[];
      more?: Readonly<Record<string, string>>;
    },
  ): Attempt => {
    const { path, body, answers, more } = asked;
    return { credential, road, method: 'POST', path, headers: { ...headers, ...more }, body, answers };
  };
  const rpc = (road: string, body: string, answer: string) =>
    post(road, { path: '/api/mcp', body, answers: [answer] });
  const apply = `/api/v1/drafts/${target.draftId}/apply`;
  const body = applyBody(target);
  const batch = JSON.stringify([call('draft_list', target), call('draft_apply', target)]);
  const twice = JSON.stringify(call('draft_apply', target)).replace('"name"', '"name":"draft_list","name"');
  const method = JSON.stringify({ ...call('', target), method: 'draft/apply' });
  const otherMethod = post('', { path: apply, body, answers: ['405 METHOD_NOT_ALLOWED'] });
  return [
    ...Object.entries(tools).map(([name, code]) =>
      rpc(`tool ${name}`, JSON.stringify(call(name, target)), `200 ${code}`),
    ),
    ...paths.map(({ path, answers }) => post(path('{id}'), { path: path(target.draftId), body, answers })),
    ...overrides(apply).map((more) =>
      post(`discard of a draft that never was, ${Object.keys(more).join()}`, {
        path: '/api/v1/drafts/drf_none/discard',
        body: '{}',
        answers: ['404 DRAFT_NOT_FOUND'],
        more,
      }),
    ),
    rpc('a batch with an apply in it', batch, '400 VALIDATION_FAILED'),
    rpc('a tool named twice', twice, '400 MALFORMED_JSON'),
    rpc('a JSON-RPC method draft/apply', method, '200 -32601'),
    { ...otherMethod, road: 'PUT', method: 'PUT' },
    { ...otherMethod, road: 'PATCH', method: 'PATCH' },
  ];
}
