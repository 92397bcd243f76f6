/** What the requests of the corpus are about: made through the product's own doors, in tenants of their own. */
export type World = {
  host: string;
  origin: string;
  /** A key in good standing with every scope, and the same tenant's keys that are not. */
  key: string;
  expired: string;
  revoked: string;
  suspended: string;
  unscoped: string;
  /** May call draft_list and nothing else. */
  narrow: string;
  /** One call a minute, and that one is spent. */
  slow: string;
  unknown: string;
  malformed: string;
  service: string;
  /** Of a reviewer: a terminal's token, a browser's cookie and an id. */
  token: string;
  cookie: string;
  userId: string;
  /** A pending draft of the tenant, and what another tenant has. */
  draft: string;
  digest: string;
  foreignDraft: string;
  foreignEndpoint: string;
  foreignEvidence: string;
  foreignKey: string;
};

/** One HTTP request as it goes over the wire; header names may repeat. */
export type Wire = {
  method: string;
  path: string;
  headers: readonly (readonly [string, string])[];
  body: string | Buffer;
  /** True where `headers` frame the body themselves, and lie. */
  ownFraming?: true;
};

export type HostileRow = {
  name: string;
  send: (world: World) => Wire;
  status: number;
  /** The first code in the answer: ours, or that of JSON-RPC; null where nothing of ours answers. */
  code: string | null;
  /** What the answer must say besides. */
  says?: string;
  /** True where a draft is made: it waits for a person like any other. */
  proposes?: true;
};

type Over = { method?: string; path?: string; headers?: Wire['headers']; body?: string | Buffer };

const json = ['content-type', 'application/json'] as const;
export const bearer = (token: string) => ['authorization', `Bearer ${token}`] as const;

/** A POST to the agents' door. Without `headers` of its own it carries the good key. */
export const mcp = (world: World, body: unknown, over: Over = {}): Wire => ({
  method: over.method ?? 'POST',
  path: over.path ?? '/api/mcp',
  headers: [
    json,
    ['accept', 'application/json, text/event-stream'],
    ...(over.headers ?? [bearer(world.key)]),
  ],
  body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
});

/** A `tools/call` of the older protocol. */
export const call = (name: unknown, args: unknown = {}, more: Record<string, unknown> = {}) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: args, ...more },
});

/** A request to the REST door. Without `headers` of its own it carries the good key. */
export const rest = (world: World, path: string, over: Over = {}): Wire => ({
  method: over.method ?? (over.body === undefined ? 'GET' : 'POST'),
  path,
  headers: [...(over.body === undefined ? [] : [json]), ...(over.headers ?? [bearer(world.key)])],
  body: over.body ?? '',
});

/** What a person would send to apply the pending draft, with these credentials instead. */
export const apply = (world: World, headers: Wire['headers'], over: Over = {}): Wire => ({
  method: over.method ?? 'POST',
  path: over.path ?? `/api/v1/drafts/${world.draft}/apply`,
  headers: [json, ['x-user-id', world.userId], ...headers],
  body: over.body ?? JSON.stringify({ proposed_spec_digest: world.digest, lock_version: 1 }),
});

/** A reviewer's own session, from a page of ours. */
export const session = ({ cookie, origin }: World): Wire['headers'] => [
  ['cookie', cookie],
  ['origin', origin],
];

const spec = (name: string) => ({
  name,
  provider_template: 'generic',
  target_url: 'https://hooks.acme.com/hostile',
  environment: 'dev',
});

/** The arguments of a proposal that is sound but for what `over` and `rest` put into it. */
export const proposal = (
  name: string,
  over: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
) => ({ spec: { ...spec(name), ...over }, rationale: 'the hostile corpus', ...more });
