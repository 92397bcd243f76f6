import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import type { Match } from '@/lib/domain/policy/rule';
import { ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';
import { call, connect } from '@/lib/mcp/testing/agent-client';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { addRule } from '@/lib/use-cases/policy/add-rule';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { rowsOf } from '@/lib/use-cases/testing/call-rows';
import { accepted } from '@/lib/use-cases/testing/result';

let door: Awaited<ReturnType<typeof openDoor>>;
let operator: Human;
let reviewer: Human;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  const tenant = await makeTenant();
  const owner = await makePerson(tenant, 'reviewer');
  operator = await makeSession(await makePerson(tenant, 'operator'));
  reviewer = await makeSession(owner);
  key = await makeKey(owner);
});

const proposed = { operation: 'create', rationale: 'why', spec: endpointSpec({ name: 'tried' }) };

const told = z.object({
  acceptable: z.boolean(),
  refusal: z.object({ code: z.string(), message: z.string(), category: z.string() }).nullable(),
});

/** What a check of the same proposal is told at each door. */
async function checkedAtBoth(args: Record<string, unknown> = proposed) {
  const client = await connect(door.url, key.token);
  const { content } = await call(client, 'draft_check_endpoint', args);
  await client.close();
  const body = { type: 'endpoint', ...args };
  const rest = await ask(judged, { path: '/api/v1/drafts/check', token: key.token, body });
  return { mcp: told.parse(content), rest: told.parse(rest.body) };
}

const rule = async (effect: string, match: Match): Promise<string> => {
  const input = { priority: 10, effect, match, reason: 'no changes this week' };
  return accepted(await addRule(operator, { input, idempotencyKey: null })).ruleId;
};

describe('a check by an agent says what the policy would say to the create, at both doors', () => {
  it.each<[string, string, Match, string]>([
    ['a tool', 'deny', { tools: ['draft_create_endpoint'] }, 'POLICY_DENIED'],
    ['every write', 'deny', { safety_class: ['write'] }, 'POLICY_DENIED'],
    [
      'a person instead',
      'require_approval',
      { tools: ['draft_create_endpoint'], environment: ['prod'] },
      'APPROVAL_REQUIRED',
    ],
  ])('by a rule about %s', async (_about, effect, match, code) => {
    const free = { acceptable: true, refusal: null };
    expect(await checkedAtBoth()).toEqual({ mcp: free, rest: free });
    const ruleId = await rule(effect, match);
    const { mcp, rest } = await checkedAtBoth();
    expect(rest).toMatchObject({ acceptable: false, refusal: { code } });
    expect(rest.refusal?.message).toContain(ruleId);
    expect(rest).toEqual(mcp);
    const allowed = { decision: 'allow', outcome: 'ok', code: null };
    expect((await rowsOf(key.agent)).slice(-2)).toMatchObject([allowed, allowed]);
  });

  it('by what is live, whatever the proposal says', async () => {
    accepted(await apply(reviewer, await propose(key.agent, { name: 'prod-pay' })));
    await rule('deny', { tools: ['draft_create_endpoint'], environment: ['prod'] });
    const lie = { operation: 'delete', spec: { name: 'prod-pay', environment: 'dev' } };
    const { mcp, rest } = await checkedAtBoth(lie);
    expect(rest).toMatchObject({ acceptable: false, refusal: { code: 'POLICY_DENIED' } });
    expect(rest).toEqual(mcp);
  });

  it('by the tools that its key is for', async () => {
    key = await makeKey(await makePerson(await makeTenant(), 'reviewer'), undefined, {
      grant: { allowedTools: ['draft_check_endpoint'] },
    });
    const { mcp, rest } = await checkedAtBoth();
    expect(rest).toMatchObject({ acceptable: false, refusal: { code: 'TOOL_NOT_ALLOWED' } });
    expect(rest).toEqual(mcp);
  });

  it('and a person, whom no rule is about, is told nothing of it', async () => {
    await rule('deny', { tools: ['draft_create_endpoint'] });
    const body = { type: 'endpoint', ...proposed };
    const answer = await ask(judged, { path: '/api/v1/drafts/check', as: operator, body });
    expect(told.parse(answer.body)).toEqual({ acceptable: true, refusal: null });
  });
});
