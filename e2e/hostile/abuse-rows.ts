import { bearer, call, type HostileRow, mcp, proposal, rest } from './row';

const propose = (name: string, key: string, description: string): string =>
  JSON.stringify({ type: 'endpoint', ...proposal(name, { description }, { idempotency_key: key }) });

/** One after another: the second row stands on the first. */
export const idempotencyRows: readonly HostileRow[] = [
  {
    name: 'a proposal with a key of its own: the measure of this table',
    send: (world) =>
      rest(world, '/api/v1/drafts', { body: propose('hostile-once', 'hostile-once-0001', 'a') }),
    status: 201,
    code: null,
    proposes: true,
  },
  {
    name: 'the same key for another proposal',
    send: (world) =>
      rest(world, '/api/v1/drafts', { body: propose('hostile-twice', 'hostile-once-0001', 'b') }),
    status: 409,
    code: 'IDEMPOTENCY_CONFLICT',
  },
  {
    name: 'the same key again, word for word',
    send: (world) =>
      rest(world, '/api/v1/drafts', { body: propose('hostile-once', 'hostile-once-0001', 'a') }),
    status: 201,
    code: null,
  },
  {
    name: 'the same key by a key that may not propose',
    send: (world) =>
      rest(world, '/api/v1/drafts', {
        headers: [bearer(world.unscoped)],
        body: propose('hostile-once', 'hostile-once-0001', 'a'),
      }),
    status: 403,
    code: 'INSUFFICIENT_SCOPE',
  },
  {
    name: 'one key in the header and another in the body',
    send: (world) =>
      rest(world, '/api/v1/drafts', {
        headers: [bearer(world.key), ['idempotency-key', 'hostile-other-0001']],
        body: propose('hostile-three', 'hostile-once-0002', 'a'),
      }),
    status: 400,
    code: 'HEADER_INVALID',
  },
  {
    name: 'a key of 10 KB',
    send: (world) =>
      rest(world, '/api/v1/drafts', {
        headers: [bearer(world.key), ['idempotency-key', 'x'.repeat(10_000)]],
        body: JSON.stringify({ type: 'endpoint', ...proposal('hostile-four') }),
      }),
    status: 400,
    code: 'HEADER_INVALID',
  },
];

/** More than a key is allowed. */
export const limitRows: readonly HostileRow[] = [
  {
    name: 'a call beyond the limit of the key',
    send: (world) => mcp(world, call('draft_list'), { headers: [bearer(world.slow)] }),
    status: 429,
    code: 'RATE_LIMITED',
  },
  {
    name: 'the same over REST, which counts together',
    send: (world) => rest(world, '/api/v1/drafts', { headers: [bearer(world.slow)] }),
    status: 429,
    code: 'RATE_LIMITED',
  },
  {
    name: 'the same by the other header, which is the same key',
    send: (world) => mcp(world, call('draft_list'), { headers: [['x-mcp-api-key', world.slow]] }),
    status: 429,
    code: 'RATE_LIMITED',
  },
  {
    name: 'an apply-like call beyond the limit',
    send: (world) => mcp(world, call('draft_apply'), { headers: [bearer(world.slow)] }),
    status: 429,
    code: 'RATE_LIMITED',
  },
  {
    name: 'headers of 40 KB',
    send: (world) =>
      mcp(world, call('draft_list'), { headers: [bearer(world.key), ['x-note', 'a'.repeat(40_000)]] }),
    status: 431,
    code: null,
  },
];
