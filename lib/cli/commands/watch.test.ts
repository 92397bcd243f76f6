import { mkdtempSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../main';
import type { Terminal } from '../terminal';
import type { DraftWire } from '../wire';

const at = '2026-11-21T12:00:00.000Z';
const idOf = (index: number) => `drf_01KAJ3V7Q8M2N4P6R8T0V2${String(index).padStart(4, '0')}`;
const wireOf = (id: string, status: DraftWire['status'] = 'pending'): DraftWire => ({
  id,
  type: 'endpoint',
  operation: 'create',
  status,
  proposed_spec_digest: `sha256:${'0'.repeat(64)}`,
  lock_version: 1,
  expires_at: at,
  created_at: at,
  resource_name: 'orders',
  environment: 'prod',
  channel: 'mcp',
  created_by: { kind: 'agent', id: 'key_1', name: 'bot' },
  base: { state: 'absent' },
  summary: 'New',
  change_count: 1,
  risk: { tier: 'low', flags: [] },
  decided_at: null,
  decided_by: null,
  blocked: null,
});
const detailOf = (id: string) => {
  const { risk: _, blocked: __, ...draft } = wireOf(id, pending.includes(id) ? 'pending' : 'discarded');
  return {
    ...draft,
    proposed_spec: {},
    digest_code: '00000000',
    live: null,
    changes: { words: [], fields: [], unchanged: 0 },
    checks: [],
    checked_at: at,
    risk: { tier: 'low', flags: [] },
    moved: [],
    rationale: 'r',
    task_ref: null,
    run_id: null,
    correlation_id: 'req_1',
    reverts: null,
    restores: null,
    applied: null,
    discard: null,
    evidence: [],
    review_url: 'https://example.com/',
  };
};

let pending: string[] = [];
const listeners = new Set<ServerResponse>();
const changed = () => {
  for (const listener of listeners) listener.write('event: changed\ndata: {}\n\n');
};

/** A server of the published interface with more waiting than a page holds. */
const server = createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url ?? '', 'http://127.0.0.1');
  if (pathname.endsWith('/stream')) {
    listeners.add(res.writeHead(200, { 'content-type': 'text/event-stream' }));
    req.once('close', () => listeners.delete(res));
    return changed();
  }
  const start = Number(searchParams.get('cursor') ?? 0);
  const next = start + Number(searchParams.get('limit'));
  const items = pending.slice(start, next).map((id) => wireOf(id));
  const page = { items, next_cursor: next < pending.length ? String(next) : null };
  return res.end(JSON.stringify(pathname.endsWith('/drafts') ? page : detailOf(pathname.slice(-30))));
});

let terminal: Terminal;
let told = '';
let interrupt = () => {};

beforeAll(async () => {
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const { port } = server.address() as AddressInfo;
  const stdout = new PassThrough().setEncoding('utf8');
  stdout.on('data', (text: string) => {
    told += text;
  });
  const home = mkdtempSync(join(tmpdir(), 'draft-watch-'));
  terminal = {
    env: { DRAFT_URL: `http://127.0.0.1:${port}`, DRAFT_TOKEN: 'hum_x', DRAFT_KEYCHAIN: 'off', HOME: home },
    home,
    host: 'here',
    stdin: new PassThrough(),
    stdout,
    stderr: new PassThrough().resume(),
    now: () => new Date(at),
    sleep: (milliseconds) => new Promise((settle) => setTimeout(settle, milliseconds)),
    onInterrupt: (heard) => {
      interrupt = heard;
      return () => {};
    },
  };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const events = () =>
  told
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { event: string; draft: { id: string } });

const idsOf = (event: string) =>
  events()
    .filter((each) => each.event === event)
    .map(({ draft }) => draft.id);

it('watch tells each draft once when it comes and once when it is decided, also beyond a page', async () => {
  const first = Array.from({ length: 130 }, (_, index) => idOf(index));
  pending = first;
  const ended = run(['watch', '--json'], terminal, '0');
  await expect.poll(() => events().length, { timeout: 5000 }).toBe(130);

  const sooner = Array.from({ length: 120 }, (_, index) => idOf(1000 + index));
  const [decided = '', ...rest] = first;
  pending = [...sooner, ...rest];
  changed();
  await expect.poll(() => events().length, { timeout: 5000 }).toBe(251);
  pending = rest;
  changed();
  await expect.poll(() => events().length, { timeout: 5000 }).toBe(371);

  expect(idsOf('pending')).toEqual([...first, ...sooner]);
  expect(idsOf('decided')).toEqual([decided, ...sooner]);
  interrupt();
  expect(await ended).toBe(130);
  await expect.poll(() => listeners.size, { timeout: 5000 }).toBe(0);
});
