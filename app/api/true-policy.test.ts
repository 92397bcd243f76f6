import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { endpointReader } from '@/db/queries/resources/endpoint-read';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import type { Match } from '@/lib/domain/policy/rule';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { callBody, post } from '@/lib/mcp/testing/raw-call';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { tryPolicy } from '@/lib/use-cases/policy/try-policy';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { rowsOf } from '@/lib/use-cases/testing/call-rows';
import { accepted } from '@/lib/use-cases/testing/result';

let door: Awaited<ReturnType<typeof openDoor>>;
let key: TestKey;
let operator: Human;
let owner: TestPerson;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  const tenant = await makeTenant();
  owner = await makePerson(tenant, 'reviewer');
  operator = await makeSession(await makePerson(tenant, 'operator'));
  key = await makeKey(owner);
  const reviewer = await makeSession(owner);
  for (const spec of [payments, inDev]) accepted(await apply(reviewer, await propose(key.agent, spec)));
});

const payments = { name: 'prod-pay', labels: { team: 'payments' } };
const inDev = { name: 'dev-pay', environment: 'dev', labels: { team: 'tools' }, enabled: false };

const deny = async (match: Match): Promise<string> =>
  accepted(
    await addRule(operator, {
      input: { priority: 10, effect: 'deny', match, reason: 'no changes here' },
      idempotencyKey: null,
    }),
  ).ruleId;

type Args = { operation?: string; spec: Record<string, unknown> };

const overMcp = (tool: string) => async (args: Args) =>
  (await post(door.url, key.token, callBody(tool, { rationale: 'why', ...args }))).text();
const overRest = (path: string) => async (args: Args) => {
  const body = { type: 'endpoint', rationale: 'why', ...args };
  return JSON.stringify((await ask(judged, { path, token: key.token, body })).body);
};

const creates = [
  ['draft_create_endpoint', overMcp('draft_create_endpoint')],
  ['createDraft', overRest('/api/v1/drafts')],
] as const;
const doors = [
  ...creates,
  ['draft_check_endpoint', overMcp('draft_check_endpoint')],
  ['checkDraft', overRest('/api/v1/drafts/check')],
] as const;

const prod: Match = { environment: ['prod'] };
const deletes: Args = { operation: 'delete', spec: { name: 'prod-pay', environment: 'dev' } };
const update = (over: Record<string, unknown>): Args => ({ operation: 'update', spec: endpointSpec(over) });
const honest = update({ ...inDev, description: 'of the tools' });

const address: Match = {
  arguments: [{ field: 'spec.target_url', equals: 'https://hooks.acme.com/new-pay' }],
};
const at = (target_url: string): Args => ({ spec: endpointSpec({ name: 'new-pay', target_url }) });

const lies: [string, Match, Args][] = [
  ['an address in capitals', address, at('https://HOOKS.acme.com/new-pay')],
  ['an address with the usual port', address, at('https://hooks.acme.com:443/new-pay')],
  ['an address with a step to where it is', address, at('https://hooks.acme.com/./new-pay')],
  ['an address in percent-encoding', address, at('https://hooks.acme.com/%6eew-pay')],
  ['a delete with a lying environment', prod, deletes],
  ['a delete that names nothing but its name', prod, { operation: 'delete', spec: { name: 'prod-pay' } }],
  ['an update with a lying environment', prod, update({ ...payments, environment: 'dev' })],
  [
    'an update that omits the label',
    { labels: { team: 'payments' } },
    update({ name: 'prod-pay', labels: {} }),
  ],
  [
    'an omitted operation',
    { arguments: [{ field: 'operation', equals: 'create' }] },
    { spec: endpointSpec({ name: 'new-pay' }) },
  ],
  [
    'an omitted default of the spec',
    { arguments: [{ field: 'spec.enabled', in: [true] }] },
    { operation: 'create', spec: endpointSpec({ name: 'new-pay' }) },
  ],
  [
    'a lying argument',
    {
      arguments: [
        { field: 'operation', equals: 'delete' },
        { field: 'spec.environment', equals: 'prod' },
      ],
    },
    deletes,
  ],
];

describe.each(doors)('%s', (_, call) => {
  it.each(lies)('refuses %s by the rule that it would evade', async (_lie, match, args) => {
    const ruleId = await deny(match);
    expect(await call(args)).toContain('POLICY_DENIED');
    const refused = { rule: ruleId, code: 'POLICY_DENIED', decision: 'deny', outcome: 'denied' };
    expect((await rowsOf(key.agent)).at(-1)).toMatchObject(refused);
    expect(await call(honest)).not.toContain('POLICY_DENIED');
    expect((await rowsOf(key.agent)).at(-1)).toMatchObject({ decision: 'allow', outcome: 'ok', code: null });
  });

  it('allows nothing where what is live cannot be read, by the rule that says so', async () => {
    await deny({ environment: ['staging'] });
    const broken = vi.spyOn(endpointReader, 'findLive').mockRejectedValue(new Error('internals'));
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const answer = await call(honest);
    broken.mockRestore();
    log.mockRestore();
    expect(answer).toContain('POLICY_DENIED');
    expect(answer).not.toContain('internals');
    expect((await rowsOf(key.agent)).at(-1)).toMatchObject({
      rule: 'policy:undecidable',
      code: 'POLICY_DENIED',
    });
    expect(await call(honest)).not.toContain('POLICY_DENIED');
  });
});

it('what the key itself does not open is not looked up, and is denied by its own name', async () => {
  await deny(prod);
  const narrow = await makeKey(owner, undefined, { grant: { allowedTools: ['draft_list'] } });
  const looked = vi.spyOn(endpointReader, 'findLive');
  const answer = await post(door.url, narrow.token, callBody('draft_create_endpoint', deletes));
  expect(await answer.text()).toContain('TOOL_NOT_ALLOWED');
  expect(looked).not.toHaveBeenCalled();
  looked.mockRestore();
  expect((await rowsOf(narrow.agent)).at(-1)).toMatchObject({ rule: 'key:tools', outcome: 'denied' });
});

describe.each(creates)('the tier of %s', (_, call) => {
  it('is the highest of what is said and what is live, for a rule and in the row', async () => {
    const ruleId = await deny({ risk_tier: ['high'] });
    expect(await call(deletes)).toContain('POLICY_DENIED');
    expect((await rowsOf(key.agent)).at(-1)).toMatchObject({ rule: ruleId, risk_tier: 'high' });
    expect(await call(honest)).not.toContain('POLICY_DENIED');
    expect((await rowsOf(key.agent)).at(-1)).toMatchObject({ risk_tier: 'medium', outcome: 'ok' });
  });
});

it('a trial of the policy says what the call itself would be told', async () => {
  const ruleId = await deny(prod);
  const asked = { keyId: key.agent.keyId, tool: 'draft_create_endpoint', client: null, runId: null } as const;
  const tried = accepted(await tryPolicy(operator, { ...asked, args: deletes }));
  expect(tried).toMatchObject({ verdict: { effect: 'deny', ruleId }, tier: 'high' });
  expect(accepted(await tryPolicy(operator, { ...asked, args: honest })).verdict.effect).toBe('allow');
});
