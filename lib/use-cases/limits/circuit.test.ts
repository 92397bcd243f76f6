import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Agent, Human } from '@/lib/domain/actor';
import { keyRefusals } from '@/lib/domain/keys/key-terms';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { changeKey } from '../keys/change-key';
import { listKeys } from '../keys/list-keys';
import { showKey } from '../keys/show-key';
import { admitAgent } from './admit-agent';
import { resetCircuit } from './reset-circuit';
import { settleRequest } from './settle-request';

const owner = postgres(inject('ownerUrl'), { max: 1 });
const another = postgres(inject('appUrl'), { max: 8 });
let person: TestPerson;
let operator: Human;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  operator = await makeSession(await makePerson(person.tenant, 'operator'));
});
afterAll(() => Promise.all([owner.end(), another.end()]));

const fresh = async (refusals: number = keyRefusals.usual) =>
  (await makeKey(person, undefined, { refusals })).agent;
const about = { tool: null, run: null };
const enters = async (agent: Agent) => {
  const answer = await admitAgent(agent, about);
  if (!answer.ok) return answer.refusal.code;
  return answer.probe ? 'probe' : 'in';
};
const refused = async (agent: Agent, count: number, code = 'SECRET_MATERIAL_DETECTED') => {
  for (let at = 0; at < count; at += 1) await settleRequest(agent, { code, probe: false });
};
const cooled = (agent: Agent) =>
  ownerIn(
    owner,
    person.tenant,
    (sql) =>
      sql`update circuit_breakers set open_until = now() - interval '1 second' where key_id = ${agent.keyId}`,
  );
/** As another process sees it, on a connection of its own. */
const elsewhere = async ({ tenantId, keyId }: Agent) => {
  const [row] = await another<{ verdict: string }[]>`
    select verdict from mcp_admit(${tenantId}, ${keyId}, null, null, 1000, 1000)`;
  return row?.verdict;
};

it('opens for one key after what it was refused for weighs enough, and leaves one leaf', async () => {
  const [agent, other] = [await fresh(), await fresh()];
  await refused(agent, 3);
  expect(await enters(agent)).toBe('in');
  await refused(agent, 1);
  const answer = await admitAgent(agent, about);
  expect(answer).toMatchObject({ ok: false, rule: 'circuit:key', refusal: { code: 'CIRCUIT_OPEN' } });
  const seconds = answer.ok ? 0 : answer.refusal.retryAfterSeconds;
  expect(seconds).toBeGreaterThan(25);
  expect(seconds).toBeLessThanOrEqual(30);
  expect(await elsewhere(agent)).toBe('open');
  expect(await enters(other)).toBe('in');
  const reader = await makeSession(person);
  const listed = accepted(await listKeys(reader, { limit: 100 })).items;
  for (const [{ keyId }, paused] of [
    [agent, true],
    [other, false],
  ] as const) {
    expect(accepted(await showKey(reader, keyId)).paused).toBe(paused);
    expect(listed.find(({ key }) => key.id === keyId)?.paused).toBe(paused);
  }
  const { items } = accepted(await listEvidence(reader, {}));
  const opened = items.filter(({ event, subject }) => subject === agent.keyId && event !== 'key_issued');
  expect(opened.map(({ event, payload }) => ({ event, payload }))).toEqual([
    {
      event: 'circuit_opened',
      payload: expect.objectContaining({ score: 20, trips: 1, last_code: 'SECRET_MATERIAL_DETECTED' }),
    },
  ]);
});

it('opens at what its own key may be refused for in a minute, as that is by then', async () => {
  const [strict, patient] = [await fresh(keyRefusals.least), await fresh(40)];
  await refused(strict, 1);
  expect(await enters(strict)).toBe('CIRCUIT_OPEN');
  await refused(patient, 7);
  expect(await enters(patient)).toBe('in');
  await refused(patient, 1);
  expect(await enters(patient)).toBe('CIRCUIT_OPEN');
  const narrowed = await fresh(40);
  await refused(narrowed, 4);
  expect(await enters(narrowed)).toBe('in');
  accepted(await changeKey(operator, narrowed.keyId, { revision: 1, refusals_per_min: 25 }, null));
  await refused(narrowed, 1);
  expect(await enters(narrowed)).toBe('CIRCUIT_OPEN');
});

it('does not look at the database for what was answered as asked', async () => {
  const agent = await fresh();
  await settleRequest(agent, { code: null, probe: false });
  await settleRequest(agent, { code: 'BASE_CHANGED', probe: false });
  let rows = -1;
  await ownerIn(owner, person.tenant, async (sql) => {
    rows = (await sql`select 1 from circuit_breakers where key_id = ${agent.keyId}`).length;
  });
  expect(rows).toBe(0);
});

it.each(['RATE_LIMITED', 'CIRCUIT_OPEN', 'KILL_SWITCH_ENGAGED', 'RUN_STOPPED'])(
  'is not fed by %s, though the record calls it a denial: neither opens it, nor keeps it open longer',
  async (code) => {
    const agent = await fresh();
    await refused(agent, 40, code);
    expect(await enters(agent)).toBe('in');
    await refused(agent, 4);
    await refused(agent, 40, code);
    const answer = await admitAgent(agent, about);
    expect(answer.ok ? 0 : answer.refusal.retryAfterSeconds).toBeLessThanOrEqual(30);
    expect(await eventsOfKey(agent)).toEqual(['circuit_opened']);
  },
);

it('lets exactly one of many in after its cool-down, whichever process asks', async () => {
  const agent = await fresh();
  await refused(agent, 4);
  await cooled(agent);
  const answers = await Promise.all([
    ...Array.from({ length: 20 }, () => enters(agent)),
    ...Array.from({ length: 20 }, () => elsewhere(agent)),
  ]);
  expect(answers.filter((answer) => answer === 'probe')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'open' || answer === 'CIRCUIT_OPEN')).toHaveLength(39);
});

it('closes when the probe is answered, and opens for twice as long when it is refused', async () => {
  const agent = await fresh();
  await refused(agent, 4);
  await cooled(agent);
  expect(await enters(agent)).toBe('probe');
  await settleRequest(agent, { code: 'VALIDATION_FAILED', probe: true });
  const answer = await admitAgent(agent, about);
  expect(answer.ok ? 0 : answer.refusal.retryAfterSeconds).toBeGreaterThan(50);
  await cooled(agent);
  expect(await enters(agent)).toBe('probe');
  await settleRequest(agent, { code: null, probe: true });
  expect(await enters(agent)).toBe('in');
  expect(await eventsOfKey(agent)).toEqual(['circuit_opened', 'circuit_opened', 'circuit_closed']);
});

it('lets another probe in where the first never said how it ended', async () => {
  const agent = await fresh();
  await refused(agent, 4);
  await cooled(agent);
  expect(await enters(agent)).toBe('probe');
  expect(await enters(agent)).toBe('CIRCUIT_OPEN');
  await ownerIn(owner, person.tenant, (sql) => sql`update circuit_breakers set probe_until = now()`);
  expect(await enters(agent)).toBe('probe');
});

it('is closed before its time by an operator with a reason, and leaves evidence', async () => {
  const agent = await fresh();
  await refused(agent, 4);
  const reset = (by: Human, keyId = agent.keyId) =>
    resetCircuit(by, { keyId, reason: 'The prompt was corrected', idempotencyKey: null });
  expect(codeOf(await reset(await makeSession(person)))).toBe('ROLE_REQUIRED');
  expect(codeOf(await reset(operator))).toBe('ok');
  expect(await enters(agent)).toBe('in');
  expect(codeOf(await reset(operator))).toBe('RESOURCE_NOT_FOUND');
  expect(await eventsOfKey(agent)).toEqual(['circuit_opened', 'circuit_reset']);
});

const eventsOfKey = async ({ keyId }: Agent) => {
  const { items } = accepted(await listEvidence(operator, {}));
  return items
    .flatMap(({ subject, event }) => (subject === keyId && event !== 'key_issued' ? [event] : []))
    .toReversed();
};
