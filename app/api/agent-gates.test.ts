import postgres from 'postgres';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import type { Grant } from '@/lib/domain/keys/grant';
import type { RefusalCode } from '@/lib/domain/refusal';
import { authorityFor, type Operation } from '@/lib/http/operation';
import { operations } from '@/lib/http/operations';
import { type Answered, ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { settleRequest } from '@/lib/use-cases/limits/settle-request';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { stopIt } from '@/lib/use-cases/testing/stops';

/** Everything that a scope opens to an agent over REST. */
const opened = operations.filter((operation) => authorityFor(operation).scope !== null);
/** What needs no scope, and what no agent may ask: they are held to the key all the same. */
const others = operations.filter(({ name }) => name === 'health' || name === 'listKeys');

const database = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => database.end());

let owner: TestPerson;
let reviewer: Human;
let operator: Human;

beforeEach(async () => {
  const tenant = await makeTenant();
  owner = await makePerson(tenant, 'reviewer');
  reviewer = await makeSession(owner);
  operator = await makeSession(await makePerson(tenant, 'operator'));
});

const run = 'run-gates';
const nowhere = '01J00000000000000000000000';
const ids: Readonly<Record<string, string>> = {
  drafts: `drf_${nowhere}`,
  endpoints: `ept_${nowhere}`,
  deliveries: `dlv_${nowhere}`,
  evidence: `evd_${nowhere}`,
  runs: run,
};

const pathOf = ({ path }: Operation) =>
  path.replace(/(\w+)\/\[id\]/, (_, collection: string) => `${collection}/${ids[collection] ?? nowhere}`);

const request = (operation: Operation, token: string, headers: Record<string, string> = {}) =>
  ask(judged, {
    path: pathOf(operation),
    method: operation.method,
    token,
    headers,
    ...(operation.method !== 'GET' && { body: operation.bodyExample }),
  });

const codeOf = ({ body }: Answered) => (body as { code?: string }).code ?? 'ok';

async function rowsOf(keyId: string) {
  const rows = await withTenantRead(
    owner.tenant.system,
    ({ sql }) => sql`
      select method, tool, decision, outcome, decision_rule_id as rule, error_code as code, http_status as status,
        run_id, reason, task_ref, model, args_redacted as args, result_class, result_bytes, downstream_action_id as draft,
        safety_class, risk_tier, redaction_count as redacted, host(ip) as ip, user_agent
      from tool_calls where agent_key_id = ${keyId} order by seq`,
  );
  return rows.map((row): Record<string, unknown> => ({ ...row }));
}

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
    key: () => makeKey(owner, undefined, { refusals: null }),
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
    const before = (await rowsOf(made.agent.keyId)).length;
    const asked = toAll ? [...opened, ...others] : opened;
    const answers = [];
    for (const operation of asked) answers.push(codeOf(await request(operation, made.token, headers)));
    expect(answers).toEqual(asked.map(() => code));
    const rows = (await rowsOf(made.agent.keyId)).slice(before);
    const noted = once ? asked.slice(0, 1) : asked;
    expect(rows.map(({ method, tool }) => ({ method, tool }))).toEqual(
      noted.map(({ method, path, tool = null }) => ({ method: `${method} ${path}`, tool })),
    );
    const like = rule.endsWith('*') ? expect.stringContaining(rule.slice(0, -1)) : rule;
    const outcome =
      code === 'RATE_LIMITED' || code === 'CIRCUIT_OPEN' || code === 'SCHEMA_PIN_MISMATCH'
        ? 'error'
        : 'denied';
    for (const row of rows) expect(row).toMatchObject({ code, rule: like, outcome, result_bytes: null });
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

describe('what is answered', () => {
  it('has its row too: what was asked, said and answered, without a secret', async () => {
    const { token, agent } = await makeKey(owner);
    const secret = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
    const answer = await ask(judged, {
      path: '/api/v1/drafts',
      token,
      headers: {
        'countersign-reason': Buffer.from('für den Test').toString('latin1'),
        'countersign-task-ref': 'OPS-1',
        'countersign-model': `m ${secret}`,
        'x-forwarded-for': '198.51.100.7',
        'user-agent': 'curl/8',
      },
      body: {
        type: 'endpoint',
        spec: opened.find(({ name }) => name === 'createDraft')?.bodyExample,
        rationale: secret,
        run_id: 'run-kept',
      },
    });
    expect(codeOf(answer)).not.toBe('ok');
    const [row] = await rowsOf(agent.keyId);
    expect(row).toMatchObject({
      method: 'POST /api/v1/drafts',
      tool: 'draft_create_endpoint',
      outcome: 'error',
      reason: 'für den Test',
      task_ref: 'OPS-1',
      run_id: 'run-kept',
      ip: '198.51.100.7',
      user_agent: 'curl/8',
      safety_class: 'write',
    });
    expect(row?.['redacted']).toBeGreaterThan(0);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it.each(opened)('over $method $path by what the policy said', async (operation) => {
    const { token, agent } = await makeKey(owner);
    const answer = await request(operation, token);
    const [row, ...more] = await rowsOf(agent.keyId);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      method: `${operation.method} ${operation.path}`,
      tool: operation.tool,
      rule: `scope:${authorityFor(operation).scope}`,
      code: codeOf(answer) === 'ok' ? null : codeOf(answer),
      status: answer.status,
      result_bytes: codeOf(answer) === 'ok' ? Buffer.byteLength(JSON.stringify(answer.body)) : null,
    });
    if (operation.name === 'createDraft') {
      expect(row?.['draft']).toBe((answer.body as { draft: { id: string } }).draft.id);
    }
  });

  it('files a proposal under the run and the task that are said beside it', async () => {
    const { token, agent } = await makeKey(owner);
    const headers = { 'countersign-run-id': 'run-beside', 'countersign-task-ref': 'OPS-2' };
    const create = opened.find(({ name }) => name === 'createDraft');
    if (create) await request(create, token, headers);
    const drafts = await withTenantRead(
      owner.tenant.system,
      ({ sql }) => sql`select run_id, task_ref from drafts where created_by_id = ${agent.keyId}`,
    );
    expect([...drafts]).toEqual([{ run_id: 'run-beside', task_ref: 'OPS-2' }]);
    expect(await rowsOf(agent.keyId)).toMatchObject([{ run_id: 'run-beside', task_ref: 'OPS-2' }]);
  });

  it('where no scope is asked for has its row as well', async () => {
    const { token, agent } = await makeKey(owner);
    for (const operation of others) await request(operation, token);
    expect(await rowsOf(agent.keyId)).toMatchObject([
      { method: 'GET /api/v1/keys', tool: null, rule: 'authority', code: 'HUMAN_IDENTITY_REQUIRED' },
      { method: 'GET /api/v1/health', tool: null, rule: 'authority', code: null, outcome: 'ok' },
    ]);
  });

  it('is nothing when the row cannot be written', async () => {
    const { token, agent } = await makeKey(owner);
    const name = `broken_${agent.keyId.toLowerCase()}`;
    await database.unsafe(`
      create function ${name}() returns trigger language plpgsql as $$ begin raise exception 'internals'; end $$;
      create trigger ${name} before insert on tool_calls for each row when (new.agent_key_id = '${agent.keyId}')
        execute function ${name}();`);
    const answer = await ask(judged, { path: '/api/v1/drafts', token });
    await database.unsafe(`drop trigger ${name} on tool_calls; drop function ${name}();`);
    expect([answer.status, codeOf(answer)]).toEqual([500, 'INTERNAL_ERROR']);
    expect(JSON.stringify(answer.body)).not.toContain('internals');
    expect((await ask(judged, { path: '/api/v1/drafts', token })).status).toBe(200);
  });
});
