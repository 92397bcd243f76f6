import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { insertStrangeRule } from '@/db/testing/insert-strange-rule';
import { ownerIn } from '@/db/testing/owner-in';
import type { Human } from '@/lib/domain/actor';
import type { Grant } from '@/lib/domain/keys/grant';
import type { Effect, Match } from '@/lib/domain/policy/rule';
import { ask as askRest } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { post } from '@/lib/mcp/testing/raw-call';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { propose } from '@/lib/use-cases/testing/acts';
import { rowsOf } from '@/lib/use-cases/testing/call-rows';
import { stopIt } from '@/lib/use-cases/testing/stops';

const tables = postgres(inject('ownerUrl'), { max: 1 });
let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let operator: Human;
let draftId: string;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => Promise.all([door.close(), tables.end()]));
beforeEach(async () => {
  const tenant = await makeTenant();
  owner = await makePerson(tenant, 'reviewer');
  operator = await makeSession(await makePerson(tenant, 'operator'));
  draftId = (await propose((await makeKey(owner)).agent)).id;
});

/** What is said beside a request; over MCP it stands in the message, but for the pin. */
type Saying = { client?: string; reason?: string; pin?: string };
type Way = (token: string, saying?: Saying) => Promise<string>;

function overMcp(method: string, params: () => object, protocolVersion?: string): Way {
  return async (token, { client, reason, pin } = {}) => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': protocolVersion,
      'io.modelcontextprotocol/clientInfo': client === undefined ? undefined : { name: client, version: '1' },
      'countersign/reason': reason,
    };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params(), _meta: meta } });
    return (await post(door.url, token, body, pin === undefined ? {} : { 'mcp-surface-pin': pin })).text();
  };
}

const overRest: Way = async (token, { client, reason, pin } = {}) => {
  const headers = {
    ...(client !== undefined && { 'countersign-client': client }),
    ...(reason !== undefined && { 'countersign-reason': reason }),
    ...(pin !== undefined && { 'mcp-surface-pin': pin }),
  };
  return JSON.stringify((await askRest(judged, { path: `/api/v1/drafts/${draftId}`, token, headers })).body);
};

/** Each way to what draft_show answers. */
const ways: Readonly<Record<string, Way>> = {
  'tools/call': overMcp('tools/call', () => ({ name: 'draft_show', arguments: { draft_id: draftId } })),
  'resources/read': overMcp('resources/read', () => ({ uri: `draft://${draftId}` })),
  'subscriptions/listen': overMcp(
    'subscriptions/listen',
    () => ({ notifications: { resourceSubscriptions: [`draft://${draftId}`] } }),
    '2026-07-28',
  ),
  'GET /api/v1/drafts/[id]': overRest,
};
/** Those that end by themselves when they are let in. */
const answering = Object.entries(ways).filter(([way]) => way !== 'subscriptions/listen');

const rule = (effect: Effect, match: Match) =>
  addRule(operator, { input: { priority: 1, effect, match, reason: 'not now' }, idempotencyKey: null });
const strange = () => ownerIn(tables, owner.tenant, insertStrangeRule);

type Gate = {
  code: string;
  rule: string;
  outcome?: 'error';
  decision?: 'allow' | 'require_approval';
  grant?: Partial<Grant>;
  status?: 'revoked';
  first?: () => Promise<unknown>;
  saying?: Saying;
  /** Asked before the limits: it spends nothing, and of many alike one has a row. */
  spendsNothing?: true;
};

const otherSurface = `sha256:${'0'.repeat(64)}`;
const denied = (code: string, by: string, more: Partial<Gate> = {}): Gate => ({ code, rule: by, ...more });
const first = (code: string, by: string, more: Partial<Gate>): Gate => ({
  ...denied(code, by, more),
  spendsNothing: true,
});
const byClient = (effect: Effect) => () => rule(effect, { client: ['cursor'] });

const gates: Readonly<Record<string, Gate>> = {
  'a key that no longer stands': first('KEY_REVOKED', 'key:standing', { status: 'revoked' }),
  'its addresses': first('ADDRESS_NOT_ALLOWED', 'key:address', {
    grant: { ipAllowlist: ['198.51.100.0/24'] },
  }),
  'its certificate': first('CLIENT_CERT_REQUIRED', 'key:certificate', {
    grant: { certificate: 'ab'.repeat(32) },
  }),
  'its pin': first('SCHEMA_PIN_MISMATCH', 'pin:surface', { grant: { pinnedSurface: otherSurface } }),
  'a pin that is sent': first('SCHEMA_PIN_MISMATCH', 'pin:surface', { saying: { pin: otherSurface } }),
  'a reason that it does not give': first('REASON_REQUIRED', 'key:reason', {
    grant: { requireReason: true },
  }),
  'a rule that nobody understands': first('POLICY_DENIED', 'policy:undecidable', { first: strange }),
  'a stop of the tool': denied('KILL_SWITCH_ENGAGED', 'stop:tool', {
    first: () => stopIt(operator, 'tool', 'draft_show'),
  }),
  'its tools': denied('TOOL_NOT_ALLOWED', 'key:tools', { grant: { allowedTools: ['health_get'] } }),
  'its data classes': denied('POLICY_DENIED', 'data:internal_engineering_docs', {
    grant: { dataClasses: ['public_docs'] },
  }),
  'a rule about the tool': denied('POLICY_DENIED', 'rul_', {
    first: () => rule('deny', { tools: ['draft_show'] }),
  }),
  'a rule about its client': denied('POLICY_DENIED', 'rul_', {
    first: byClient('deny'),
    saying: { client: 'cursor' },
  }),
  'a rule about a client, where it says none': denied('POLICY_DENIED', 'rul_', { first: byClient('deny') }),
  'a rule about a client, where it says an empty one': denied('POLICY_DENIED', 'rul_', {
    first: byClient('deny'),
    saying: { client: '' },
  }),
  'a person to be asked for a client, where it says none': denied('APPROVAL_REQUIRED', 'rul_', {
    first: byClient('require_approval'),
    decision: 'require_approval',
  }),
};

const read = { safety_class: 'read', risk_tier: 'low' };

describe.each(Object.entries(gates))('%s', (_, gate) => {
  it.each(Object.entries(ways))('refuses %s, and its row is the same', async (method, way) => {
    const { grant = {}, status, saying, code, decision = 'deny', outcome = 'denied', spendsNothing } = gate;
    const narrow = spendsNothing ? { ratePerMinute: 1, burst: 1 } : {};
    const { token, agent } = await makeKey(owner, undefined, {
      grant: { ...narrow, ...grant },
      ...(status && { status }),
    });
    await gate.first?.();
    for (let times = spendsNothing ? 3 : 1; times > 0; times -= 1)
      expect(await way(token, saying)).toContain(code);
    expect(await rowsOf(agent)).toEqual([
      expect.objectContaining({
        ...read,
        method,
        code,
        decision,
        outcome,
        rule: expect.stringMatching(new RegExp(`^${gate.rule}`)),
      }),
    ]);
  });
});

describe.each(answering)('%s', (method, way) => {
  it.each<[string, Partial<Grant>, Saying, (() => Promise<unknown>)?]>([
    ['a key for which nothing stands in the way', {}, {}],
    ['a reason that is given', { requireReason: true }, { reason: 'to see' }],
    ['a client that no rule is about', {}, { client: 'zed' }, () => rule('deny', { client: ['cursor'] })],
    ['a rule that allows a client, where it says none', {}, {}, () => rule('allow', { client: ['cursor'] })],
  ])('lets in %s, and its row is the same', async (_, grant, saying, before) => {
    const { token, agent } = await makeKey(owner, undefined, { grant });
    await before?.();
    expect(await way(token, saying)).toContain(draftId);
    expect(await rowsOf(agent)).toMatchObject([
      {
        ...read,
        method,
        code: null,
        decision: 'allow',
        outcome: 'ok',
        rule: 'scope:mcp:read:drafts',
        reason: saying.reason ?? null,
        client: saying.client ?? null,
        result_class: 'internal',
      },
    ]);
  });
});

it('what only opens the talk needs no reason', async () => {
  const { token, agent } = await makeKey(owner, undefined, { grant: { requireReason: true } });
  const initialize = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'test-client', version: '1' },
  };
  for (const [method, params] of [
    ['initialize', initialize],
    ['ping', {}],
    ['tools/list', {}],
  ] as const) {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    expect(await (await post(door.url, token, body)).text()).toContain('"result"');
  }
  expect(await rowsOf(agent)).toEqual([]);
});

it('a client of the older protocol says its name in the header of REST', async () => {
  const { token, agent } = await makeKey(owner);
  await rule('deny', { client: ['cursor'] });
  const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"health_get","arguments":{}}}';
  const outcomes = [];
  for (const client of ['cursor', 'zed']) {
    outcomes.push(
      (await (await post(door.url, token, body, { 'countersign-client': client })).text()).includes(
        'POLICY_DENIED',
      ),
    );
  }
  expect(outcomes).toEqual([true, false]);
  expect(await rowsOf(agent)).toMatchObject([{ client: 'cursor' }, { client: 'zed' }]);
});
