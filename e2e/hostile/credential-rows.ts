import { apply, bearer, call, type HostileRow, mcp, rest, session, type Wire, type World } from './row';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const percent = (text: string) => Buffer.from(text).toString('hex').replace(/../g, '%$&');

/** Apply by REST with something of an agent in the request. The prefix decides, before the draft is looked at. */
const applying = (name: string, headers: (world: World) => Wire['headers'], query = ''): HostileRow => ({
  name: `apply with ${name}`,
  send: (world) => {
    const path = `/api/v1/drafts/${world.draft}/apply${query.replace('KEY', world.key)}`;
    return apply(world, headers(world), { path });
  },
  status: 403,
  code: 'MCP_CANNOT_APPLY',
});

const listing = (
  name: string,
  headers: (world: World) => Wire['headers'],
  status: number,
  code: string,
): HostileRow => ({
  name: `call a tool with ${name}`,
  send: (world) => mcp(world, call('draft_list'), { headers: headers(world) }),
  status,
  code,
});

export const applyRows: readonly HostileRow[] = [
  applying('a key as Bearer', ({ key }) => [bearer(key)]),
  applying('a key in X-MCP-API-Key', ({ key }) => [['x-mcp-api-key', key]]),
  applying('a key in X-API-Key', ({ key }) => [['x-api-key', key]]),
  applying('a key in Basic', ({ key }) => [['authorization', `Basic ${base64(`agent:${key}`)}`]]),
  applying('a key in a cookie', ({ key }) => [['cookie', `k=${key}`]]),
  applying('a key in the query', () => [], '?k=KEY'),
  applying('a key beside a reviewer’s session', (world) => [...session(world), bearer(world.key)]),
  applying('a key in X-API-Key beside a session', (world) => [...session(world), ['x-api-key', world.key]]),
  applying('a key in the query beside a session', session, '?k=KEY'),
  applying('a key beside a terminal’s token', ({ key, token }) => [bearer(token), ['x-mcp-api-key', key]]),
  applying('a key beside a service credential', ({ key, service }) => [bearer(service), ['x-api-key', key]]),
  applying('an expired key', ({ expired }) => [bearer(expired)]),
  applying('a revoked key', ({ revoked }) => [bearer(revoked)]),
  applying('a suspended key', ({ suspended }) => [bearer(suspended)]),
  applying('a key without scopes', ({ unscoped }) => [bearer(unscoped)]),
  applying('a key that was never issued', ({ unknown }) => [bearer(unknown)]),
  applying('a malformed key beside a session', (world) => [...session(world), bearer(world.malformed)]),
  applying('another tenant’s key', ({ foreignKey }) => [bearer(foreignKey)]),
  applying('a key in User-Agent beside a session', (world) => [...session(world), ['user-agent', world.key]]),
  applying('a key as a header’s name', (world) => [...session(world), [world.key, '1']]),
  applying('a key in base64 in a header', (world) => [...session(world), ['x-note', base64(world.key)]]),
  applying('a key in X-Forwarded-For', (world) => [...session(world), ['x-forwarded-for', world.key]]),
  applying('a key percent-encoded twice', (world) => [
    ...session(world),
    ['x-note', percent(percent(world.key))],
  ]),
  applying('a key in the second of two headers', (world) => [
    ...session(world),
    ['user-agent', 'curl/8'],
    ['user-agent', world.key],
  ]),
  {
    name: 'apply with a service credential',
    send: (world) => apply(world, [bearer(world.service)]),
    status: 401,
    code: 'HUMAN_IDENTITY_REQUIRED',
  },
  {
    name: 'apply with a session, X-User-Id of somebody else',
    send: (world) => ({ ...apply({ ...world, userId: 'usr_of_nobody' }, session(world)) }),
    status: 403,
    code: 'USER_ID_MISMATCH',
  },
  {
    name: 'apply with nothing at all',
    send: (world) => apply(world, []),
    status: 401,
    code: 'UNAUTHENTICATED',
  },
];

export const doorRows: readonly HostileRow[] = [
  listing('no key', () => [], 401, 'UNAUTHENTICATED'),
  listing('a session alone', session, 401, 'UNAUTHENTICATED'),
  listing(
    'a key in Basic',
    ({ key }) => [['authorization', `Basic ${base64(`a:${key}`)}`]],
    401,
    'UNAUTHENTICATED',
  ),
  listing('a key in X-API-Key', ({ key }) => [['x-api-key', key]], 401, 'UNAUTHENTICATED'),
  listing('a key in a cookie', ({ key }) => [['cookie', `k=${key}`]], 401, 'UNAUTHENTICATED'),
  listing(
    'a good key, and one in a cookie',
    ({ key }) => [bearer(key), ['cookie', `k=${key}`]],
    401,
    'UNAUTHENTICATED',
  ),
  listing(
    'two different keys',
    ({ key, unscoped }) => [bearer(key), ['x-mcp-api-key', unscoped]],
    401,
    'UNAUTHENTICATED',
  ),
  listing('two keys in one header', ({ key }) => [bearer(`${key} ${key}`)], 401, 'UNAUTHENTICATED'),
  listing(
    'two Authorization headers',
    ({ key, unknown }) => [bearer(unknown), bearer(key)],
    401,
    'INVALID_API_KEY',
  ),
  listing('an empty Bearer', () => [bearer('')], 401, 'UNAUTHENTICATED'),
  listing('a malformed key', ({ malformed }) => [bearer(malformed)], 401, 'INVALID_API_KEY'),
  listing('a key that was never issued', ({ unknown }) => [bearer(unknown)], 401, 'INVALID_API_KEY'),
  listing('one letter too many', ({ key }) => [bearer(`${key}A`)], 401, 'INVALID_API_KEY'),
  listing('one letter too few', ({ key }) => [bearer(key.slice(0, -1))], 401, 'INVALID_API_KEY'),
  listing('a key in capitals', ({ key }) => [bearer(key.toUpperCase())], 401, 'INVALID_API_KEY'),
  listing('an expired key', ({ expired }) => [bearer(expired)], 401, 'KEY_EXPIRED'),
  listing('a revoked key', ({ revoked }) => [bearer(revoked)], 401, 'KEY_REVOKED'),
  listing('a suspended key', ({ suspended }) => [bearer(suspended)], 403, 'KEY_SUSPENDED'),
  listing('a service credential', ({ service }) => [bearer(service)], 401, 'INVALID_API_KEY'),
  listing('a terminal’s token', ({ token }) => [bearer(token)], 401, 'INVALID_API_KEY'),
  {
    name: 'call a tool with a key in the query',
    send: (world) => mcp(world, call('draft_list'), { path: `/api/mcp?key=${world.key}`, headers: [] }),
    status: 401,
    code: 'UNAUTHENTICATED',
  },
  {
    name: 'manage keys with a key',
    send: (world) => rest(world, '/api/v1/keys', { body: '{"name":"x","agent_identity":"x","purpose":"x"}' }),
    status: 401,
    code: 'HUMAN_IDENTITY_REQUIRED',
  },
  {
    name: 'release a stop with a key beside a session',
    send: (world) =>
      rest(world, '/api/v1/stops', { body: '{}', headers: [...session(world), bearer(world.key)] }),
    status: 401,
    code: 'HUMAN_IDENTITY_REQUIRED',
  },
];
