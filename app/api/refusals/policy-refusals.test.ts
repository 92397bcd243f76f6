import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { policyAdvice } from '@/lib/domain/refusal-guide/policy-advice';
import { ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { callBody, post } from '@/lib/mcp/testing/raw-call';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;
let operator: Human;

beforeAll(async () => {
  door = await openDoor();
  const tenant = await makeTenant();
  owner = await makePerson(tenant, 'reviewer');
  operator = await makeSession(await makePerson(tenant, 'operator'));
});
afterAll(() => door.close());

const list = async (grant: NonNullable<Parameters<typeof makeKey>[2]>['grant']) => {
  const { token } = await makeKey(owner, undefined, { grant: grant ?? {} });
  return ask(judged, { path: '/api/v1/drafts', token });
};

/** How each code is provoked. */
const provoked = {
  TOOL_NOT_ALLOWED: () => list({ allowedTools: [] }),
  POLICY_DENIED: async () => {
    const answer = await list({ dataClasses: [] });
    // The guide shows another class.
    return {
      ...answer,
      body: JSON.parse(JSON.stringify(answer.body).replaceAll('internal_engineering_docs', 'public_docs')),
    };
  },
  MCP_GRANT_FORBIDDEN: () =>
    ask(judged, {
      path: '/api/v1/policy/rules',
      as: operator,
      body: { priority: 1, effect: 'allow', match: { tools: ['draft_apply'] }, reason: 'please' },
    }),
  RULE_NOT_FOUND: () =>
    ask(judged, {
      path: '/api/v1/policy/rules/rul_01J00000000000000000000000',
      as: operator,
      method: 'DELETE',
    }),
  SCHEMA_PIN_MISMATCH: async () => {
    const { token } = await makeKey(owner);
    const pin = `sha256:${'0'.repeat(64)}`;
    const answer = await post(door.url, token, callBody('health_get'), { 'mcp-surface-pin': pin });
    return { status: answer.status, body: await answer.json() };
  },
} satisfies Record<keyof typeof policyAdvice, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});
