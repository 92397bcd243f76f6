import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { withTenant } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Human } from '@/lib/domain/actor';
import { issued, newKey } from '@/lib/use-cases/testing/keys';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { authenticateKey } from './authenticate-key';
import { changeKey } from './change-key';
import { issueKey } from './issue-key';
import { listKeys } from './list-keys';
import { revokeKey } from './revoke-key';
import { rotateKey } from './rotate-key';
import { showKey } from './show-key';
import { resumeKey, suspendKey } from './suspend-key';

const owner = postgres(inject('ownerUrl'), { max: 1 });
let person: TestPerson;
let operator: Human;

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'operator');
  operator = await makeSession(person);
});
afterAll(() => owner.end());

const why = { reason: 'because a test says so' };
const standing = async (token: string) => codeOf(await authenticateKey(token));
const leavesOf = async (keyId: string) => {
  const { items } = accepted(await listEvidence(operator, { limit: 100 }));
  return items.filter(({ subject }) => subject === keyId).toReversed();
};

describe('an agent key', () => {
  it('is issued, suspended, resumed, changed and revoked, each with its leaf in the order of its revisions', async () => {
    const { key, token } = await issued(operator);
    expect(accepted(await authenticateKey(token))).toMatchObject({
      ownerId: person.id,
      scopes: key.terms.scopes,
    });
    accepted(await suspendKey(operator, key.id, why, null));
    expect(await standing(token)).toBe('KEY_SUSPENDED');
    accepted(await resumeKey(operator, key.id, why, null));
    expect(await standing(token)).toBe('ok');
    accepted(await changeKey(operator, key.id, { revision: 3, rate_limit_per_min: 30, burst: 5 }, null));
    expect(accepted(await authenticateKey(token)).grant).toMatchObject({
      ratePerMinute: 30,
      burst: 5,
      revision: 4,
    });
    accepted(await revokeKey(operator, key.id, why, null));
    expect(await standing(token)).toBe('KEY_REVOKED');
    const leaves = await leavesOf(key.id);
    expect(leaves.map(({ event, payload }) => [event, payload['revision']])).toEqual([
      ['key_issued', 1],
      ['key_suspended', 2],
      ['key_resumed', 3],
      ['key_changed', 4],
      ['key_revoked', 5],
    ]);
    const [made, , , changed] = leaves;
    expect(changed?.payload['grant_digest_before']).toBe(made?.payload['grant_digest']);
    expect(changed?.payload['grant_digest_after']).not.toBe(made?.payload['grant_digest']);
    const said = JSON.stringify(leaves);
    for (const free of [newKey.name, newKey.purpose, why.reason, token.slice(13)])
      expect(said).not.toContain(free);
  });

  it('shows its token once: a repeated request is answered without it, and nothing stored holds it', async () => {
    const first = accepted(await issueKey(operator, newKey, 'issue-once'));
    const again = accepted(await issueKey(operator, newKey, 'issue-once'));
    expect(first.token).toMatch(/^mcp_/);
    expect(again).toMatchObject({ token: null, replayed: true, key: { id: first.key.id } });
    await ownerIn(owner, person.tenant, async (sql) => {
      const rows =
        await sql`select k::text from agent_keys k union all select i::text from idempotency_keys i`;
      expect(JSON.stringify(rows)).not.toContain(first.token?.slice(13));
    });
  });

  it('once revoked stays so: for every verb, and for the database', async () => {
    const { key } = await issued(operator);
    accepted(await revokeKey(operator, key.id, {}, null));
    for (const attempt of [
      revokeKey(operator, key.id, {}, null),
      suspendKey(operator, key.id, why, null),
      resumeKey(operator, key.id, why, null),
      rotateKey(operator, key.id, {}, null),
      changeKey(operator, key.id, { revision: 2, burst: 1 }, null),
    ]) {
      expect(codeOf(await attempt)).toBe('KEY_NOT_ACTIVE');
    }
    const revival = ownerIn(
      owner,
      person.tenant,
      (sql) => sql`update agent_keys set status = 'active', revoked_at = null where id = ${key.id}`,
    );
    await expect(revival).rejects.toThrow('revoked for good');
  });

  it('is not changed over what another has changed since', async () => {
    const { key } = await issued(operator);
    accepted(await changeKey(operator, key.id, { revision: 1, burst: 5 }, null));
    expect(codeOf(await changeKey(operator, key.id, { revision: 1, burst: 6 }, null))).toBe(
      'SETTINGS_CHANGED',
    );
    const same = accepted(await changeKey(operator, key.id, { revision: 2, burst: 5 }, null));
    expect(same).toMatchObject({ evidence: null, key: { revision: 2 } });
  });

  it('cannot be stored or changed by a serving role without the leaf that says so', async () => {
    const { key } = await issued(operator);
    const { system } = person.tenant;
    for (const [change, fault] of [
      [`status = 'suspended', revision = revision + 1`, 'without evidence: key_suspended'],
      [`scopes = '{}', revision = revision + 1`, 'without evidence: key_changed'],
      [`grace_until = now(), revision = revision + 1`, 'without evidence: key_rotated'],
      [`burst = 2`, 'without a revision'],
    ] as const) {
      const silent = withTenant(system, ({ sql }) =>
        sql.unsafe(`update agent_keys set ${change} where id = '${key.id}'`),
      );
      await expect(silent).rejects.toThrow(fault);
    }
    for (const column of ['every_environment', 'human_owner_id', 'expires_at', 'token_hash', 'environment']) {
      const forbidden = withTenant(system, ({ sql }) =>
        sql.unsafe(`update agent_keys set ${column} = ${column}`),
      );
      await expect(forbidden).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('rotation', () => {
  it('gives a successor that allows the same; the old token works for the grace and not longer', async () => {
    const { key, token } = await issued(operator, {
      ip_allowlist: ['10.0.0.0/8'],
      label_scope: { team: 'a' },
    });
    const next = accepted(await rotateKey(operator, key.id, { grace_hours: 1, days: 7 }, null));
    expect(next.key).toMatchObject({
      rotatedFrom: key.id,
      terms: key.terms,
      environment: 'prod',
      revision: 1,
    });
    expect(next.key.expiresAt.getTime() - next.key.createdAt.getTime()).toBe(7 * 86_400_000);
    expect(await Promise.all([standing(token), standing(next.token ?? '')])).toEqual(['ok', 'ok']);
    const old = accepted(await showKey(operator, key.id));
    expect(old.state).toBe('retiring');
    expect(old.related).toEqual([
      { is: 'successor', id: next.key.id, name: key.name, worksUntil: next.key.expiresAt },
    ]);
    const before = async () => accepted(await showKey(operator, next.key.id)).related;
    const replaced = { is: 'predecessor', id: key.id, name: key.name };
    expect(await before()).toEqual([{ ...replaced, worksUntil: old.key.graceUntil }]);
    expect(codeOf(await rotateKey(operator, key.id, {}, null))).toBe('KEY_NOT_ACTIVE');
    await ownerIn(
      owner,
      person.tenant,
      (sql) => sql`update agent_keys set grace_until = now() - interval '1 s' where id = ${key.id}`,
    );
    expect(await Promise.all([standing(token), standing(next.token ?? '')])).toEqual(['KEY_EXPIRED', 'ok']);
    expect(await before()).toEqual([{ ...replaced, worksUntil: null }]);
    expect((await leavesOf(key.id)).map(({ event, payload }) => [event, payload['successor']])).toEqual([
      ['key_issued', undefined],
      ['key_rotated', next.key.id],
    ]);
  });

  it('without grace ends the old token at once, and never lends it more life than it had', async () => {
    const [one, other] = [await issued(operator), await issued(operator, { days: 1 })];
    accepted(await rotateKey(operator, one.key.id, { grace_hours: 0 }, null));
    expect(await standing(one.token)).toBe('KEY_EXPIRED');
    accepted(await rotateKey(operator, other.key.id, { grace_hours: 168 }, null));
    const { key } = accepted(await showKey(operator, other.key.id));
    expect(key.graceUntil).toEqual(key.expiresAt);
    expect(codeOf(await rotateKey(operator, one.key.id, { grace_hours: 169 }, null))).toBe(
      'VALIDATION_FAILED',
    );
  });
});

describe('who manages keys', () => {
  it('is an operator or an admin, as they are when it is done, and of this tenant', async () => {
    const { key } = await issued(operator);
    for (const role of ['viewer', 'reviewer'] as const) {
      const human = await makeSession(await makePerson(person.tenant, role));
      expect(codeOf(await issueKey(human, newKey, null))).toBe('ROLE_REQUIRED');
      expect(codeOf(await suspendKey(human, key.id, why, null))).toBe('ROLE_REQUIRED');
      // Whoever was an operator when their page was made, and is none now.
      const stale: Human = { ...human, role: 'operator' };
      expect(codeOf(await issueKey(stale, newKey, null))).toBe('ROLE_REQUIRED');
    }
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(codeOf(await revokeKey(stranger, key.id, {}, null))).toBe('RESOURCE_NOT_FOUND');
    expect(codeOf(await showKey(stranger, key.id))).toBe('RESOURCE_NOT_FOUND');
    expect(accepted(await listKeys(stranger, {})).items).toEqual([]);
    expect(codeOf(await issueKey(stranger, { ...newKey, human_owner_id: person.id }, null))).toBe(
      'RESOURCE_NOT_FOUND',
    );
  });
});

it('a list of keys says what each did of late, and goes on where it ended', async () => {
  const tenant = await makeTenant();
  const admin = await makePerson(tenant, 'admin');
  const human = await makeSession(admin);
  const [first, second] = [await makeKey(admin), await issued(human)];
  const page = accepted(await listKeys(human, { limit: 1 }));
  expect(page.items).toMatchObject([
    { key: { id: second.key.id }, state: 'active', use: { seenAt: null, calls: 0 } },
  ]);
  const rest = accepted(await listKeys(human, { limit: 1, cursor: page.nextCursor }));
  expect(rest.items.map(({ key }) => key.id)).toEqual([first.agent.keyId]);
  expect(rest.nextCursor).toBeNull();
});
