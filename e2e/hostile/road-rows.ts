import { apply, bearer, call, type HostileRow, mcp, rest, session, type World } from './row';

const tool = (name: string, code: string): HostileRow => ({
  name: `tools/call of ${JSON.stringify(name).slice(0, 60)}`,
  send: (world) => mcp(world, call(name, { draft_id: world.draft, lock_version: 1 })),
  status: 200,
  code,
});

/** Names that mean apply, names that write, and names that a JavaScript object has from birth. */
export const toolNameRows: readonly HostileRow[] = [
  ...['draft_apply', 'apply_draft', 'draftApply', 'drafts.apply', 'drafts/apply', 'DRAFT_APPLY', 'apply'].map(
    (name) => tool(name, 'MCP_CANNOT_APPLY'),
  ),
  ...['draft_approve', 'draft_promote', 'draft apply', 'draft_list; draft_apply', '../draft_apply'].map(
    (name) => tool(name, 'MCP_CANNOT_APPLY'),
  ),
  ...['endpoint_create', 'endpoint_delete', 'draft_execute', 'evidence_delete', 'key_revoke'].map((name) =>
    tool(name, 'OPERATION_NOT_SUPPORTED'),
  ),
  ...['draft_create_route', 'draft_create_policy'].map((name) => tool(name, 'DRAFT_TYPE_NOT_CREATABLE')),
  ...[
    'apply_patch',
    'write_file',
    '__proto__',
    'constructor',
    'toString',
    'draft_list ',
    'Draft_List',
    'draft_аpply',
    'draft_app\u200bly',
  ].map((name) => tool(name, 'TOOL_NOT_FOUND')),
  tool('a'.repeat(5000), 'TOOL_NOT_FOUND'),
  {
    name: 'tools/call without a name',
    send: (world) => mcp(world, call(undefined)),
    status: 200,
    code: 'VALIDATION_FAILED',
  },
  {
    name: 'tools/call whose name is a list',
    send: (world) => mcp(world, call(['draft_apply'])),
    status: 200,
    code: 'VALIDATION_FAILED',
  },
  {
    name: 'tools/call whose arguments are a text',
    send: (world) => mcp(world, call('draft_list', '{}')),
    status: 200,
    code: 'VALIDATION_FAILED',
  },
  {
    name: 'a method of JSON-RPC called draft/apply',
    send: (world) => mcp(world, { ...call('x'), method: 'draft/apply' }),
    status: 200,
    code: '-32601',
  },
];

type Path = (id: string) => string;
const path = (name: string, at: Path, status: number, code: string | null): HostileRow => ({
  name: `apply at ${name}`,
  send: (world) => apply(world, [...session(world), bearer(world.key)], { path: at(world.draft) }),
  status,
  code,
});

/** The same apply, by a key beside a reviewer's session, under addresses that a path test in front would not know. */
export const pathRows: readonly HostileRow[] = [
  path('/api/./v1/…', (id) => `/api/./v1/drafts/${id}/apply`, 403, 'MCP_CANNOT_APPLY'),
  path('/api/x/../v1/…', (id) => `/api/x/../v1/drafts/${id}/apply`, 403, 'MCP_CANNOT_APPLY'),
  path('…/x/../{id}/apply', (id) => `/api/v1/drafts/x/../${id}/apply`, 403, 'MCP_CANNOT_APPLY'),
  path('…/apply/', (id) => `/api/v1/drafts/${id}/apply/`, 308, null),
  path('//api/v1/…', (id) => `//api/v1/drafts/${id}/apply`, 308, null),
  path('/api//v1/…', (id) => `/api//v1/drafts/${id}/apply`, 308, null),
  path('…\\apply', (id) => `/api/v1/drafts/${id}\\apply`, 308, null),
  path('…/%61pply', (id) => `/api/v1/drafts/${id}/%61pply`, 404, 'ROUTE_NOT_FOUND'),
  path('…%2Fapply', (id) => `/api/v1/drafts/${id}%2Fapply`, 405, 'METHOD_NOT_ALLOWED'),
  path('…/%2e/apply', (id) => `/api/v1/drafts/${id}/%2e/apply`, 403, 'MCP_CANNOT_APPLY'),
  path('/API/V1/…', (id) => `/API/V1/drafts/${id}/apply`, 404, null),
  path('…/APPLY', (id) => `/api/v1/drafts/${id}/APPLY`, 404, 'ROUTE_NOT_FOUND'),
  path('…/apply;x=1', (id) => `/api/v1/drafts/${id}/apply;x=1`, 404, 'ROUTE_NOT_FOUND'),
  path('…/apply%00', (id) => `/api/v1/drafts/${id}/apply%00`, 404, 'ROUTE_NOT_FOUND'),
  path('…/apply.json', (id) => `/api/v1/drafts/${id}/apply.json`, 404, 'ROUTE_NOT_FOUND'),
  path('/api/mcp/drafts/{id}/apply', (id) => `/api/mcp/drafts/${id}/apply`, 404, 'ROUTE_NOT_FOUND'),
  path('/api/mcp/../v1/…', (id) => `/api/mcp/../v1/drafts/${id}/apply`, 403, 'MCP_CANNOT_APPLY'),
  path('/drafts/{id}/apply', (id) => `/drafts/${id}/apply`, 404, null),
  path('/api/v1/apply', () => '/api/v1/apply', 404, 'ROUTE_NOT_FOUND'),
  path('/api/v2/…', (id) => `/api/v2/drafts/${id}/apply`, 404, null),
  path('/_next/data/…', (id) => `/_next/data/x/api/v1/drafts/${id}/apply.json`, 404, null),
];

const disguised = (name: string, header: string, value: (world: World) => string): HostileRow => ({
  name: `a list of drafts that ${name}`,
  send: (world) =>
    rest(world, '/api/v1/drafts?limit=1', { headers: [bearer(world.key), [header, value(world)]] }),
  status: 200,
  code: null,
});

/** Headers by which some frameworks serve another method or path than was asked for: here they mean nothing. */
export const overrideRows: readonly HostileRow[] = [
  disguised('says X-HTTP-Method-Override: POST', 'x-http-method-override', () => 'POST'),
  disguised('says X-Original-URL: apply', 'x-original-url', ({ draft }) => `/api/v1/drafts/${draft}/apply`),
  disguised('says X-Rewrite-URL: apply', 'x-rewrite-url', ({ draft }) => `/api/v1/drafts/${draft}/apply`),
  disguised('says X-Invoke-Path: apply', 'x-invoke-path', ({ draft }) => `/api/v1/drafts/${draft}/apply`),
  disguised(
    'says X-Middleware-Rewrite: apply',
    'x-middleware-rewrite',
    ({ draft }) => `/api/v1/drafts/${draft}/apply`,
  ),
  disguised('says X-Matched-Path: apply', 'x-matched-path', () => '/api/v1/drafts/[id]/apply'),
  ...['GET', 'PUT', 'PATCH', 'DELETE'].map(
    (method): HostileRow => ({
      name: `${method} of the address of apply`,
      send: (world) => apply(world, [...session(world), bearer(world.key)], { method }),
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
    }),
  ),
  {
    name: 'POST of a draft with _method=apply',
    send: (world) => rest(world, `/api/v1/drafts/${world.draft}?_method=apply`, { body: '{}' }),
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
  },
  {
    name: 'a server action of the review page with a key beside the session',
    send: (world) => ({
      ...apply(world, [...session(world), bearer(world.key)], { path: `/drafts/${world.draft}`, body: '[]' }),
      headers: [
        ...session(world),
        bearer(world.key),
        ['next-action', '0'.repeat(42)],
        ['content-type', 'text/plain;charset=UTF-8'],
      ],
    }),
    status: 403,
    code: 'MCP_CANNOT_APPLY',
  },
];
