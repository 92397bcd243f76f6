import { bearer, call, type HostileRow, mcp, proposal, rest, session, type World } from './row';

type Args = (world: World) => Record<string, unknown>;
const tool = (name: string, called: string, args: Args, code: string): HostileRow => ({
  name,
  send: (world) => mcp(world, call(called, args(world))),
  status: 200,
  code,
});

const read = (name: string, path: (world: World) => string, status: number, code: string): HostileRow => ({
  name,
  send: (world) => rest(world, path(world)),
  status,
  code,
});

/** What another tenant has is answered exactly like what nobody has. */
export const tenantRows: readonly HostileRow[] = [
  tool(
    'show another tenant’s draft',
    'draft_show',
    ({ foreignDraft }) => ({ draft_id: foreignDraft }),
    'DRAFT_NOT_FOUND',
  ),
  tool(
    'discard another tenant’s draft',
    'draft_discard',
    ({ foreignDraft }) => ({ draft_id: foreignDraft, reason: 'not_needed' }),
    'DRAFT_NOT_FOUND',
  ),
  tool(
    'discard a draft of another key',
    'draft_discard',
    ({ draft }) => ({ draft_id: draft, reason: 'not_needed' }),
    'NOT_DRAFT_OWNER',
  ),
  tool(
    'get another tenant’s endpoint',
    'endpoint_get',
    ({ foreignEndpoint }) => ({ id: foreignEndpoint }),
    'RESOURCE_NOT_FOUND',
  ),
  tool(
    'get another tenant’s evidence',
    'evidence_get',
    ({ foreignEvidence }) => ({ evidence_id: foreignEvidence }),
    'EVIDENCE_NOT_FOUND',
  ),
  tool('a tenant in the arguments', 'draft_list', () => ({ tenant_id: '*' }), 'VALIDATION_FAILED'),
  read(
    'read another tenant’s draft',
    ({ foreignDraft }) => `/api/v1/drafts/${foreignDraft}`,
    404,
    'DRAFT_NOT_FOUND',
  ),
  read(
    'read another tenant’s endpoint',
    ({ foreignEndpoint }) => `/api/v1/endpoints/${foreignEndpoint}`,
    404,
    'RESOURCE_NOT_FOUND',
  ),
  read(
    'read another tenant’s evidence',
    ({ foreignEvidence }) => `/api/v1/evidence/${foreignEvidence}`,
    404,
    'EVIDENCE_NOT_FOUND',
  ),
  read(
    'prove another tenant’s evidence',
    ({ foreignEvidence }) => `/api/v1/evidence/${foreignEvidence}/proof`,
    404,
    'EVIDENCE_NOT_FOUND',
  ),
  read(
    'read the log of another tenant',
    () => '/log/0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f/tile/entries/000',
    404,
    'LOG_NOT_FOUND',
  ),
  read('name a tenant in the query', () => '/api/v1/drafts?tenant_id=x', 422, 'VALIDATION_FAILED'),
  {
    name: 'apply another tenant’s draft with a reviewer’s session',
    send: (world) =>
      rest(world, `/api/v1/drafts/${world.foreignDraft}/apply`, {
        headers: [...session(world), ['x-user-id', world.userId]],
        body: JSON.stringify({ proposed_spec_digest: world.digest, lock_version: 1 }),
      }),
    status: 404,
    code: 'DRAFT_NOT_FOUND',
  },
  {
    name: 'discard another tenant’s draft over REST',
    send: (world) =>
      rest(world, `/api/v1/drafts/${world.foreignDraft}/discard`, { body: '{"reason":"not_needed"}' }),
    status: 404,
    code: 'DRAFT_NOT_FOUND',
  },
];

/** Ids that are no ids. */
export const idRows: readonly HostileRow[] = [
  ...[
    '',
    '*',
    "' or 1=1 --",
    '../../etc/passwd',
    'drf_',
    'DRF_01M7Y38X9D4H1HZQHYKMKW5ZZZ',
    'a'.repeat(10_000),
  ].map(
    (id): HostileRow => ({
      name: `show the draft ${JSON.stringify(id).slice(0, 40)}`,
      send: (world) => mcp(world, call('draft_show', { draft_id: id })),
      status: 200,
      code: 'VALIDATION_FAILED',
    }),
  ),
  tool('show a list of drafts', 'draft_show', ({ draft }) => ({ draft_id: [draft] }), 'VALIDATION_FAILED'),
  tool(
    'show an operator of a query language',
    'draft_show',
    () => ({ draft_id: { $ne: null } }),
    'VALIDATION_FAILED',
  ),
  tool(
    'show a draft that never was',
    'draft_show',
    () => ({ draft_id: 'drf_01M7Y38X9D4H1HZQHYKMKW5ZZZ' }),
    'DRAFT_NOT_FOUND',
  ),
  {
    name: 'a run that looks like another',
    send: (world) => mcp(world, call('draft_list', {}, { _meta: { 'countersign/run-id': 'run-9\u200b' } })),
    status: 422,
    code: 'VALIDATION_FAILED',
  },
  {
    name: 'the same in a header over REST',
    send: (world) =>
      rest(world, '/api/v1/drafts', {
        headers: [bearer(world.key), ['countersign-run-id', Buffer.from('run-9\u200b').toString('latin1')]],
      }),
    status: 400,
    code: 'HEADER_INVALID',
  },
  read('read the draft %27%20or%201=1', () => '/api/v1/drafts/%27%20or%201=1', 404, 'DRAFT_NOT_FOUND'),
  read('read the draft %00', () => '/api/v1/drafts/%00', 404, 'DRAFT_NOT_FOUND'),
  read('read the draft %ff', () => '/api/v1/drafts/%ff', 404, 'ROUTE_NOT_FOUND'),
];

const narrow = (name: string, args: Record<string, unknown>): HostileRow => ({
  name: `call ${name}, which this key may not`,
  send: (world) => mcp(world, call(name, args), { headers: [bearer(world.narrow)] }),
  status: 200,
  code: 'TOOL_NOT_ALLOWED',
});

const address = (
  name: string,
  key: 'key' | 'narrow',
  uri: (world: World) => string,
  code: string,
): HostileRow => ({
  name,
  send: (world) =>
    mcp(
      world,
      { jsonrpc: '2.0', id: 1, method: 'resources/read', params: { uri: uri(world) } },
      { headers: [bearer(world[key])] },
    ),
  status: 200,
  code,
});

/** Hidden is denied, too, however its address is spelt. */
export const hiddenToolRows: readonly HostileRow[] = [
  address(
    'read a draft by its address with a key that may not show one',
    'narrow',
    ({ draft }) => `draft://${draft}`,
    'TOOL_NOT_ALLOWED',
  ),
  address(
    'the same with the scheme in capitals',
    'narrow',
    ({ draft }) => `DRAFT://${draft}`,
    'TOOL_NOT_ALLOWED',
  ),
  address('the same with one capital in it', 'narrow', ({ draft }) => `dRaft://${draft}`, 'TOOL_NOT_ALLOWED'),
  address('the same with a tab in it', 'narrow', ({ draft }) => ` dra\tft://${draft}`, 'TOOL_NOT_ALLOWED'),
  address('read an endpoint so', 'narrow', () => 'ENDPOINT://orders', 'TOOL_NOT_ALLOWED'),
  address('read another tenant’s draft so', 'key', ({ foreignDraft }) => `DRAFT://${foreignDraft}`, '-32602'),
  narrow('draft_create_endpoint', proposal('hidden')),
  narrow('draft_show', { draft_id: 'drf_01M7Y38X9D4H1HZQHYKMKW5ZZZ' }),
  narrow('draft_discard', { draft_id: 'drf_01M7Y38X9D4H1HZQHYKMKW5ZZZ', reason: 'not_needed' }),
  narrow('endpoint_list', {}),
  narrow('evidence_list', {}),
  narrow('call_log_list', {}),
  {
    name: 'propose over REST with a key that may only list',
    send: (world) =>
      rest(world, '/api/v1/drafts', {
        headers: [bearer(world.narrow)],
        body: JSON.stringify({ type: 'endpoint', ...proposal('hidden') }),
      }),
    status: 403,
    code: 'TOOL_NOT_ALLOWED',
  },
  {
    name: 'list with a key that has no scope',
    send: (world) => mcp(world, call('draft_list'), { headers: [bearer(world.unscoped)] }),
    status: 200,
    code: 'INSUFFICIENT_SCOPE',
  },
  {
    name: 'propose with a key that has no scope',
    send: (world) =>
      mcp(world, call('draft_create_endpoint', proposal('x')), { headers: [bearer(world.unscoped)] }),
    status: 200,
    code: 'INSUFFICIENT_SCOPE',
  },
];

const cursor = (name: string, value: unknown): HostileRow =>
  tool(`a cursor that is ${name}`, 'draft_list', () => ({ cursor: value }), 'VALIDATION_FAILED');

/** Places in a list that the list never gave out. */
export const cursorRows: readonly HostileRow[] = [
  cursor('invented', 'x'),
  cursor('JSON in base64', Buffer.from('{"tenant":"*"}').toString('base64url')),
  cursor('SQL', "1'; drop table drafts; --"),
  cursor('an object', { $gt: '' }),
  cursor('of 10 KB', 'a'.repeat(10_000)),
  tool('a page of a million', 'draft_list', () => ({ limit: 1_000_000 }), 'VALIDATION_FAILED'),
  tool('a page of minus one', 'draft_list', () => ({ limit: -1 }), 'VALIDATION_FAILED'),
  read('a cursor of another list over REST', () => '/api/v1/evidence?cursor=x', 422, 'VALIDATION_FAILED'),
  read('an unknown status over REST', () => '/api/v1/drafts?status=applied%27--', 422, 'VALIDATION_FAILED'),
  read(
    'the same parameter twice over REST',
    () => '/api/v1/drafts?limit=1&limit=2',
    422,
    'VALIDATION_FAILED',
  ),
];
