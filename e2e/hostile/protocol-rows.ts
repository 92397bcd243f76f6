import { apply, bearer, call, type HostileRow, mcp, rest, session, type Wire, type World } from './row';

const asked = (
  name: string,
  headers: (world: World) => Wire['headers'],
  status: number,
  code: string | null,
): HostileRow => ({
  name,
  send: (world) => mcp(world, call('draft_list'), { headers: [bearer(world.key), ...headers(world)] }),
  status,
  code,
});

/** A page that rebinds its own name to this machine, or asks from another site. */
export const originRows: readonly HostileRow[] = [
  asked('a Host that is rebound', () => [['host', 'evil.example']], 403, 'HOST_NOT_ALLOWED'),
  asked(
    'our port under another name',
    ({ host }) => [['host', `evil.example:${host.split(':')[1]}`]],
    403,
    'HOST_NOT_ALLOWED',
  ),
  asked(
    'a name that ends in localhost',
    ({ host }) => [['host', `evil.localhost:${host.split(':')[1]}`]],
    403,
    'HOST_NOT_ALLOWED',
  ),
  asked('this machine on another port', () => [['host', '127.0.0.1:1']], 403, 'HOST_NOT_ALLOWED'),
  asked('a user name before the host', ({ host }) => [['host', `x@${host}`]], 403, 'HOST_NOT_ALLOWED'),
  asked('a Host with a path', ({ host }) => [['host', `${host}/x`]], 403, 'HOST_NOT_ALLOWED'),
  asked(
    'X-Forwarded-Host of somebody, which is not believed',
    () => [['x-forwarded-host', 'evil.example']],
    200,
    null,
  ),
  asked(
    'two Hosts',
    ({ host }) => [
      ['host', host],
      ['host', 'evil.example'],
    ],
    400,
    'HEADER_INVALID',
  ),
  asked('a foreign Origin', () => [['origin', 'https://evil.example']], 403, 'ORIGIN_NOT_ALLOWED'),
  asked('Origin: null', () => [['origin', 'null']], 403, 'ORIGIN_NOT_ALLOWED'),
  asked(
    'an Origin that starts like ours',
    ({ origin }) => [['origin', `${origin}.evil.example`]],
    403,
    'ORIGIN_NOT_ALLOWED',
  ),
  asked(
    'an Origin of this machine on another port',
    () => [['origin', 'http://127.0.0.1:1']],
    403,
    'ORIGIN_NOT_ALLOWED',
  ),
  {
    name: 'apply with a session from a foreign page',
    send: (world) =>
      apply(world, [
        ['cookie', world.cookie],
        ['origin', 'https://evil.example'],
      ]),
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
  },
  {
    name: 'apply with a session and no Origin',
    send: (world) => apply(world, [['cookie', world.cookie]]),
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
  },
  {
    name: 'apply with a session, ours by Origin but cross-site by Sec-Fetch-Site',
    send: (world) => apply(world, [...session(world), ['sec-fetch-site', 'cross-site']]),
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
  },
  {
    name: 'a preflight from a foreign page',
    send: (world) =>
      rest(world, `/api/v1/drafts/${world.draft}/apply`, {
        method: 'OPTIONS',
        headers: [
          ['origin', 'https://evil.example'],
          ['access-control-request-method', 'POST'],
        ],
      }),
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
  },
];

const version = '2026-07-28';
const meta = {
  'io.modelcontextprotocol/protocolVersion': version,
  'io.modelcontextprotocol/clientInfo': { name: 'hostile', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const modern = call('draft_list', {}, { _meta: meta });
const said = (method: string, tool: string | null, protocol = version): Wire['headers'] => [
  ['mcp-protocol-version', protocol],
  ['mcp-method', method],
  ...(tool === null ? [] : [['mcp-name', tool] as const]),
];

const mismatch = (
  name: string,
  headers: Wire['headers'],
  status: number,
  code: string | null,
): HostileRow => ({
  name,
  send: (world) => mcp(world, modern, { headers: [bearer(world.key), ...headers] }),
  status,
  code,
});

/** What a proxy in front reads in the headers must be what the body says. */
export const protocolRows: readonly HostileRow[] = [
  mismatch('headers and body agree: the measure of this table', said('tools/call', 'draft_list'), 200, null),
  mismatch('Mcp-Name of a harmless tool over another', said('tools/call', 'health_get'), 400, '-32020'),
  mismatch(
    'Mcp-Method of a harmless method over tools/call',
    said('tools/list', 'draft_list'),
    400,
    '-32020',
  ),
  mismatch('no Mcp-Name', said('tools/call', null), 400, '-32020'),
  mismatch(
    'no Mcp-Method',
    [
      ['mcp-protocol-version', version],
      ['mcp-name', 'draft_list'],
    ],
    400,
    '-32020',
  ),
  mismatch('Mcp-Name in capitals', said('tools/call', 'DRAFT_LIST'), 400, '-32020'),
  mismatch(
    'another version in the header than in the body',
    said('tools/call', 'draft_list', '2025-11-25'),
    400,
    '-32020',
  ),
  mismatch('two Mcp-Names', [...said('tools/call', 'draft_list'), ['mcp-name', 'draft_show']], 400, '-32020'),
  asked('a version that never was', () => [['mcp-protocol-version', '1999-01-01']], 400, '-32000'),
  asked(
    'a version that is a text of 10 KB',
    () => [['mcp-protocol-version', 'x'.repeat(10_000)]],
    400,
    '-32602',
  ),
  {
    name: 'a version that never was in _meta',
    send: (world) =>
      mcp(
        world,
        call(
          'draft_list',
          {},
          { _meta: { ...meta, 'io.modelcontextprotocol/protocolVersion': '2099-01-01' } },
        ),
      ),
    status: 400,
    code: '-32022',
  },
  {
    name: 'a notification that is a tools/call',
    send: (world) =>
      mcp(world, { jsonrpc: '2.0', method: 'tools/call', params: { name: 'draft_apply', arguments: {} } }),
    status: 202,
    code: null,
  },
  {
    name: 'another version of JSON-RPC',
    send: (world) => mcp(world, { ...call('draft_list'), jsonrpc: '1.0' }),
    status: 400,
    code: '-32600',
  },
  {
    name: 'an id that is an object',
    send: (world) => mcp(world, { ...call('draft_list'), id: {} }),
    status: 400,
    code: '-32600',
  },
  {
    name: 'an answer instead of a question',
    send: (world) => mcp(world, { jsonrpc: '2.0', id: 1, result: {} }),
    status: 400,
    code: 'VALIDATION_FAILED',
  },
  asked(
    'a surface pin that does not hold',
    () => [['mcp-surface-pin', `sha256:${'0'.repeat(64)}`]],
    409,
    'SCHEMA_PIN_MISMATCH',
  ),
  asked('a surface pin that is no hash', () => [['mcp-surface-pin', 'latest']], 400, 'HEADER_INVALID'),
  {
    name: 'DELETE of a session',
    send: (world) => mcp(world, '', { method: 'DELETE' }),
    status: 405,
    code: '-32000',
  },
  {
    name: 'GET of a stream',
    send: (world) => ({ ...mcp(world, ''), method: 'GET' }),
    status: 405,
    code: '-32000',
  },
  {
    name: 'the discovery of an authorization server that there is not',
    send: (world) => rest(world, '/.well-known/oauth-protected-resource/api/mcp'),
    status: 404,
    code: 'ROUTE_NOT_FOUND',
  },
];
