import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { withTenant, withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Human, System } from '@/lib/domain/actor';
import { keyPending, keyRefusals } from '@/lib/domain/keys/key-terms';
import { issued } from '@/lib/use-cases/testing/keys';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { revokeKey } from './revoke-key';
import { setKeyLimit } from './set-key-limit';
import { showKey } from './show-key';

const owner = postgres(inject('ownerUrl'), { max: 1 });
let person: TestPerson;
let human: Human;
let operator: System;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'operator');
  human = await makeSession(person);
  operator = { ...person.tenant.system, name: 'operator' };
});
afterAll(() => owner.end());

const leavesOf = async (keyId: string) => {
  const { items } = accepted(await listEvidence(human, { limit: 100 }));
  return items.filter(({ subject }) => subject === keyId).toReversed();
};
const eventsOn = (keyId: string) =>
  withTenantRead(operator, async ({ sql }) => [
    ...(await sql<Record<string, unknown>[]>`
      select type, actor_kind, actor_id, before, after from audit_events where subject = ${keyId} order by seq`),
  ]);
const termsOf = async (keyId: string) => accepted(await showKey(human, keyId)).key.terms;

it('changes how much of a key may be refused, with the leaf and the audit event of that change', async () => {
  const { key } = await issued(human);
  const acted = accepted(await setKeyLimit(operator, key.id, { refusals_per_min: 40 }));
  expect(acted.key).toMatchObject({ revision: 2, terms: { ...key.terms, refusals_per_min: 40 } });
  const [made, changed, ...more] = await leavesOf(key.id);
  expect(more).toEqual([]);
  expect(changed).toMatchObject({ event: 'key_changed', id: acted.evidence?.id, payload: { revision: 2 } });
  expect(changed?.payload['grant_digest_before']).toBe(made?.payload['grant_digest']);
  expect(changed?.payload['grant_digest_after']).not.toBe(made?.payload['grant_digest']);
  expect((await eventsOn(key.id)).at(-1)).toMatchObject({
    type: 'key_changed',
    actor_kind: 'system',
    actor_id: 'system:operator',
    before: { revision: 1, terms: key.terms },
    after: { revision: 2, terms: { ...key.terms, refusals_per_min: 40 } },
  });
  expect(key.terms.refusals_per_min).toBe(keyRefusals.usual);
});

it('leaves what is not said as it is, and nothing where nothing changes', async () => {
  const { key } = await issued(human);
  accepted(await setKeyLimit(operator, key.id, { max_pending_drafts: 7 }));
  expect(await termsOf(key.id)).toEqual({ ...key.terms, max_pending_drafts: 7 });
  expect(accepted(await setKeyLimit(operator, key.id, { max_pending_drafts: 7 })).evidence).toBeNull();
  expect(await leavesOf(key.id)).toHaveLength(2);
});

it('touches no key that is revoked, none that is not there, and takes nothing out of bounds', async () => {
  const { key } = await issued(human);
  for (const refusals of [keyRefusals.least - 1, keyRefusals.most + 1])
    expect(codeOf(await setKeyLimit(operator, key.id, { refusals_per_min: refusals }))).toBe(
      'VALIDATION_FAILED',
    );
  expect(codeOf(await setKeyLimit(operator, key.id, { max_pending_drafts: keyPending.most + 1 }))).toBe(
    'VALIDATION_FAILED',
  );
  accepted(await revokeKey(human, key.id, {}, null));
  expect(codeOf(await setKeyLimit(operator, key.id, { refusals_per_min: 40 }))).toBe('KEY_NOT_ACTIVE');
  expect(await termsOf(key.id)).toEqual(key.terms);
  expect((await leavesOf(key.id)).map(({ event }) => event)).toEqual(['key_issued', 'key_revoked']);
  const elsewhere = await makeKey(await makePerson(await makeTenant(), 'operator'));
  expect(codeOf(await setKeyLimit(operator, elsewhere.agent.keyId, { refusals_per_min: 40 }))).toBe(
    'RESOURCE_NOT_FOUND',
  );
});

it('cannot be changed by a serving role without the leaf that says so', async () => {
  const { key } = await issued(human);
  const silently = (change: string) =>
    withTenant(operator, ({ sql }) => sql.unsafe(`update agent_keys set ${change} where id = '${key.id}'`));
  await expect(silently('refusals_per_min = 1000')).rejects.toThrow('without a revision');
  await expect(silently('refusals_per_min = 1000, revision = revision + 1')).rejects.toThrow(
    'without evidence: key_changed',
  );
  expect(await termsOf(key.id)).toEqual(key.terms);
});

it('is bounded in the database as it is asked for, whoever writes it', async () => {
  const { key } = await issued(human);
  const written = (column: string, value: number) =>
    ownerIn(owner, person.tenant, (sql) =>
      sql.unsafe(`update agent_keys set ${column} = ${value} where id = '${key.id}'`),
    );
  for (const [column, least, most] of [
    ['refusals_per_min', keyRefusals.least, keyRefusals.most],
    ['max_pending_drafts', 1, keyPending.most],
  ] as const) {
    await expect(written(column, least - 1)).rejects.toMatchObject({ code: '23514' });
    await expect(written(column, most + 1)).rejects.toMatchObject({ code: '23514' });
    await written(column, least);
    await written(column, most);
  }
  await ownerIn(owner, person.tenant, async (sql) => {
    const [usual] = await sql<{ by_default: string }[]>`
      select column_default as by_default from information_schema.columns
      where table_name = 'agent_keys' and column_name = 'refusals_per_min'`;
    expect(usual?.by_default).toBe(String(keyRefusals.usual));
  });
});
