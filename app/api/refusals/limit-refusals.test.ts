import { beforeAll, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import { keyRefusals } from '@/lib/domain/keys/key-terms';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { limitAdvice } from '@/lib/domain/refusal-guide/limit-advice';
import { ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { stopIt } from '@/lib/use-cases/testing/stops';

let reviewer: Human;
let key: TestKey;

beforeAll(async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  key = await makeKey(person, undefined, { refusals: keyRefusals.usual });
});

const create = (rest: Record<string, unknown>) =>
  ask(judged, {
    path: '/api/v1/drafts',
    token: key.token,
    body: { type: 'endpoint', ...proposalOf({}, rest) },
  });

/** How each code is provoked, in this order. */
const provoked = {
  RUN_STOPPED: async () => {
    await stopIt(reviewer, 'run', 'run-1');
    return create({ run_id: 'run-1' });
  },
  CIRCUIT_OPEN: async () => {
    const rationale = ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_');
    for (let asked = 0; asked < 4; asked += 1) await create({ rationale });
    return create({});
  },
} satisfies Record<keyof typeof limitAdvice, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});

const list = (over: { token?: string; as?: Human }) => ask(judged, { path: '/api/v1/drafts', ...over });

it('an agent spends over REST what it may ask over MCP, and a person is not limited', async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  const { token } = await makeKey(person, undefined, { grant: { ratePerMinute: 2, burst: 2 } });
  const statuses = [];
  for (let asked = 0; asked < 3; asked += 1) statuses.push((await list({ token })).status);
  expect(statuses).toEqual([200, 200, 429]);
  const refused = await list({ token });
  expect(refused.headers.get('retry-after')).toBe(
    String((refused.body as { retry_after: number }).retry_after),
  );
  const human = await makeSession(person);
  for (let asked = 0; asked < 4; asked += 1) expect((await list({ as: human })).status).toBe(200);
});

it('a stop of a tool holds for what does the same over REST', async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  const { token } = await makeKey(person);
  expect((await list({ token })).status).toBe(200);
  await stopIt(await makeSession(person), 'tool', 'draft_list');
  expect(await list({ token })).toMatchObject({
    status: 503,
    body: { code: 'KILL_SWITCH_ENGAGED', retry_after: 30 },
  });
});
