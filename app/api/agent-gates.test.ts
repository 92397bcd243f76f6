import postgres from 'postgres';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { insertStrangeRule } from '@/db/testing/insert-strange-rule';
import { ownerIn } from '@/db/testing/owner-in';
import type { Human } from '@/lib/domain/actor';
import type { Grant } from '@/lib/domain/keys/grant';
import { keyRefusals } from '@/lib/domain/keys/key-terms';
import type { RefusalCode } from '@/lib/domain/refusal';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { settleRequest } from '@/lib/use-cases/limits/settle-request';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { rowsOf } from '@/lib/use-cases/testing/call-rows';
import { stopIt } from '@/lib/use-cases/testing/stops';
import { codeOf, opened, others, request, run } from './testing/rest-asks';

const tables = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => tables.end());

let owner: TestPerson;
let reviewer: Human;
let operator: Human;

beforeEach(async () => {
  const tenant = await makeTenant();
  owner = await makePerson(tenant, 'reviewer');
  reviewer = await makeSession(owner);
  operator = await makeSession(await makePerson(tenant, 'operator'));
});

const granted = (grant: Partial<Grant>) => () => makeKey(owner, undefined, { grant });
const good = () => makeKey(owner);

type Gate = {
  rule: string;
  code: RefusalCode;
  key: () => ReturnType<typeof makeKey>;
  /** Once, before the first request. */
  first?: (key: Awaited<ReturnType<typeof makeKey>>) => Promise<unknown>;
  headers?: Record<string, string>;
  /** It says no to everything, whether a scope opens it or not. */
  toAll?: true;
  /** Of many refusals alike the log takes one. */
  once?: true;
};

const gates: Record<string, Gate> = {
  'a revoked key': {
    rule: 'key:standing',
    code: 'KEY_REVOKED',
    key: () => makeKey(owner, undefined, { status: 'revoked' }),
  },
  'its addresses': {
    rule: 'key:address',
    code: 'ADDRESS_NOT_ALLOWED',
    key: granted({ ipAllowlist: ['198.51.100.0/24'] }),
    headers: { 'x-forwarded-for': '203.0.113.9' },
    toAll: true,
  },
  'its certificate': {
    rule: 'key:certificate',
    code: 'CLIENT_CERT_REQUIRED',
    key: granted({ certificate: 'ab'.repeat(32) }),
    toAll: true,
  },
  'its pin': {
    rule: 'pin:surface',
    code: 'SCHEMA_PIN_MISMATCH',
    key: granted({ pinnedSurface: `sha256:${'0'.repeat(64)}` }),
    toAll: true,
  },
  'a pin that is sent': {
    rule: 'pin:surface',
    code: 'SCHEMA_PIN_MISMATCH',
    key: good,
    headers: { 'mcp-surface-pin': `sha256:${'0'.repeat(64)}` },
    toAll: true,
  },
  'its reason': {
    rule: 'key:reason',
    code: 'REASON_REQUIRED',
    key: granted({ requireReason: true }),
    headers: { 'countersign-reason': ' ' },
    toAll: true,
  },
  'a rule that nobody understands': {
    rule: 'policy:undecidable',
    code: 'POLICY_DENIED',
    key: good,
    first: () => ownerIn(tables, owner.tenant, insertStrangeRule),
    toAll: true,
  },
  'its limit': {
    rule: 'rate:key',
    code: 'RATE_LIMITED',
    key: granted({ ratePerMinute: 1, burst: 1 }),
    first: ({ token }) => ask(judged, { path: '/api/v1/drafts', token }),
    toAll: true,
    once: true,
  },
  'its circuit': {
    rule: 'circuit:key',
    code: 'CIRCUIT_OPEN',
    key: () => makeKey(owner, undefined, { refusals: keyRefusals.usual }),
    first: async ({ agent }) => {
      for (let at = 0; at < 4; at += 1)
        await settleRequest(agent, { code: 'SECRET_MATERIAL_DETECTED', probe: false });
    },
    toAll: true,
    once: true,
  },
  'a stop of the key': {
    rule: 'stop:key',
    code: 'KILL_SWITCH_ENGAGED',
    key: good,
    first: ({ agent }) => stopIt(reviewer, 'key', agent.keyId),
    toAll: true,
    once: true,
  },
  'a stop of the run': {
    rule: 'stop:run',
    code: 'RUN_STOPPED',
    key: good,
    first: () => stopIt(reviewer, 'run', run),
    headers: { 'countersign-run-id': run },
    toAll: true,
    once: true,
  },
  'its scopes': {
    rule: 'scope:*',
    code: 'INSUFFICIENT_SCOPE',
    key: () => makeKey(owner, ['mcp:read:health']),
  },
  'its tools': {
    rule: 'key:tools',
    code: 'TOOL_NOT_ALLOWED',
    key: granted({ allowedTools: ['health_get'] }),
  },
  'its data classes': {
    rule: 'data:*',
    code: 'POLICY_DENIED',
    key: granted({ dataClasses: ['public_docs'] }),
  },
  'a rule of the tenant': {
    rule: 'rul_*',
    code: 'POLICY_DENIED',
    key: good,
    first: ({ agent }) =>
      addRule(operator, {
        input: { priority: 1, effect: 'deny', match: { keys: [agent.keyId] }, reason: 'this key rests' },
        idempotencyKey: null,
      }),
  },
};

describe.each(Object.entries(gates))('%s', (_, { rule, code, key, first, headers = {}, toAll, once }) => {
  it('is asked over REST whatever is asked for, and each refusal has its row', async () => {
    const made = await key();
    await first?.(made);
    const before = (await rowsOf(made.agent)).length;
    const asked = toAll ? [...opened, ...others] : opened;
    for (const operation of asked) {
      const answer = await request(operation, made.token, headers);
      expect([operation.name, codeOf(answer)]).toEqual([operation.name, code]);
      expect(answer.body).toMatchObject({ hint: expect.stringMatching(/\.$/) });
    }
    const rows = (await rowsOf(made.agent)).slice(before);
    const noted = once ? asked.slice(0, 1) : asked;
    expect(rows.map(({ method, tool }) => ({ method, tool }))).toEqual(
      noted.map(({ method, path, tool = null, recordedAs = tool }) => ({
        method: `${method} ${path}`,
        tool: recordedAs,
      })),
    );
    const like = expect.stringMatching(new RegExp(`^${rule.replace('*', '.+')}$`));
    const denied = { decision: 'deny', outcome: 'denied', result_bytes: null };
    for (const row of rows) expect(row).toMatchObject({ ...denied, code, rule: like });
  });
});

it('a stop of a tool covers each operation that does the same', async () => {
  const tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  const { token } = await makeKey(person);
  const session = await makeSession(person);
  for (const tool of new Set(opened.map((operation) => operation.tool))) {
    if (tool !== undefined) await stopIt(session, 'tool', tool);
  }
  for (const operation of opened) {
    expect([operation.name, codeOf(await request(operation, token))]).toEqual([
      operation.name,
      'KILL_SWITCH_ENGAGED',
    ]);
  }
});
