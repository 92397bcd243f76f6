import { beforeEach, describe, expect, it } from 'vitest';
import { withTenant } from '@/db/tenant';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestPerson,
  type TestTenant,
} from '@/db/testing/fixtures';
import { ownerOnce } from '@/db/testing/owner-once';
import type { Human, System } from '@/lib/domain/actor';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { reviewDraft } from '../drafts/review-draft';
import { listEvidence } from '../evidence/list-evidence';
import { nameEvidence } from '../evidence/name-evidence';
import { type DraftLifeChange, setDraftLife } from './set-draft-life';
import { showDraftLife } from './show-draft-life';

const first: DraftLifeSetting = { usual: 72, least: 1, most: 720, retentionDays: 90 };
const same: DraftLifeChange = { usual: null, least: null, most: null, retentionDays: null };
let tenant: TestTenant;
let person: TestPerson;
let admin: Human;

beforeEach(async () => {
  tenant = await makeTenant();
  person = await makePerson(tenant, 'admin');
  admin = await makeSession(person);
});

const set = (
  actor: Human | System,
  change: Partial<DraftLifeSetting>,
  seen: DraftLifeSetting | null = first,
) => setDraftLife(actor, { change: { ...same, ...change }, seen, idempotencyKey: null });
const life = async () => (await showDraftLife(admin)).life;
const leaves = async () => accepted(await listEvidence(admin, { event: 'settings_changed' })).items;

/** What only a change with its evidence may do. */
const update = (actor: Human) =>
  withTenant(actor, ({ sql }) => sql`update tenants set draft_ttl_hours = 24 where id = current_tenant()`);

describe('the operator', () => {
  it('changes what is named and keeps the rest, in this tenant alone, and it is recorded', async () => {
    const other = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(accepted(await set(tenant.system, { usual: 24, most: 100 }, null)).life).toEqual({
      ...first,
      usual: 24,
      most: 100,
    });
    expect(accepted(await set(tenant.system, { retentionDays: 30 }, null)).life).toMatchObject({
      usual: 24,
      retentionDays: 30,
    });
    expect((await showDraftLife(other)).life).toEqual(first);
    expect((await leaves()).map(({ payload }) => payload['changed_by'])).toEqual([
      { kind: 'system', id: 'system:test' },
      { kind: 'system', id: 'system:test' },
    ]);
  });
});

describe('an admin', () => {
  it('sets it, and the log says who, what it was and what it is', async () => {
    const { life: now, evidence } = accepted(await set(admin, { usual: 24, retentionDays: 30 }));
    expect(now).toEqual({ ...first, usual: 24, retentionDays: 30 });
    const [leaf, ...more] = await leaves();
    expect(more).toEqual([]);
    expect(leaf).toMatchObject({
      id: evidence?.id,
      merklePosition: evidence?.merklePosition,
      subject: 'draft_settings',
      payload: {
        changed_by: { kind: 'human', id: person.id },
        before: { ttl_hours: 72, expired_retention_days: 90 },
        after: { ttl_hours: 24, expired_retention_days: 30 },
      },
    });
    const names = await nameEvidence(admin, await leaves());
    expect([...names.values()]).toEqual([{ resource: null, correlation: null, by: person.name }]);
  });

  it('changes new drafts and leaves those that wait with the end they have', async () => {
    const { agent } = await makeKey(person);
    const waiting = await propose(agent, { name: 'before' });
    accepted(await set(admin, { usual: 2, least: 2, most: 4 }));
    const after = accepted(await reviewDraft(admin, waiting.id)).draft;
    expect(after.expiresAt).toEqual(waiting.expiresAt);
    const made = await propose(agent, { name: 'after' });
    expect(made.expiresAt.getTime() - made.createdAt.getTime()).toBe(2 * 3_600_000);
  });

  it('never overwrites unseen what another admin has set meanwhile', async () => {
    const colleague = await makeSession(await makePerson(tenant, 'admin'));
    accepted(await set(colleague, { usual: 48 }));
    const refused = await set(admin, { usual: 24, most: 720 });
    expect(refused).toMatchObject({
      refusal: {
        code: 'SETTINGS_CHANGED',
        moved: [{ field: 'ttl_hours', label: 'Usual life', base: '72', live: '48' }],
      },
    });
    expect(await life()).toEqual({ ...first, usual: 48 });
    expect(await leaves()).toHaveLength(1);
    accepted(await set(admin, { usual: 24 }, { ...first, usual: 48 }));
    expect((await life()).usual).toBe(24);
  });

  it('and another at the same moment: one sets it, the other is told', async () => {
    const colleague = await makeSession(await makePerson(tenant, 'admin'));
    const codes = (await Promise.all([set(admin, { usual: 24 }), set(colleague, { usual: 48 })])).map(codeOf);
    expect(codes.toSorted()).toEqual(['SETTINGS_CHANGED', 'ok']);
    expect(await leaves()).toHaveLength(1);
  });

  it('who sets what it is already leaves no evidence', async () => {
    expect(accepted(await set(admin, first))).toEqual({ life: first, evidence: null, replayed: false });
    expect(await leaves()).toEqual([]);
  });

  it('is answered the same when the request is repeated with its key', async () => {
    const asked = { change: { ...same, usual: 24 }, seen: first, idempotencyKey: 'once' };
    const { evidence } = accepted(await setDraftLife(admin, asked));
    accepted(await set(admin, { usual: 30 }, { ...first, usual: 24 }));
    const again = accepted(await setDraftLife(admin, asked));
    expect(again).toEqual({ life: { ...first, usual: 24 }, evidence, replayed: true });
    expect((await life()).usual).toBe(30);
    const other = await setDraftLife(admin, { ...asked, change: { ...same, usual: 25 } });
    expect(codeOf(other)).toBe('IDEMPOTENCY_CONFLICT');
  });

  it.each([
    [{ most: 48 }, 'ttl_hours'],
    [{ usual: 10, least: 11 }, 'ttl_hours'],
    [{ least: 700, most: 600 }, 'ttl_max_hours'],
  ])('is refused %j at %s, and nothing changes', async (change, path) => {
    expect(await set(admin, change)).toMatchObject({
      refusal: { code: 'VALIDATION_FAILED', issues: [{ path }] },
    });
    expect(await life()).toEqual(first);
    expect(await leaves()).toEqual([]);
  });

  it('of another tenant changes its own alone', async () => {
    const other = await makeSession(await makePerson(await makeTenant(), 'admin'));
    accepted(await set(other, { usual: 5 }));
    expect(await life()).toEqual(first);
  });

  it('is named to who may only look', async () => {
    const viewer = await makeSession(await makePerson(tenant, 'viewer'));
    expect(await showDraftLife(viewer)).toEqual({ life: first, admins: [person.name] });
  });
});

describe('nobody else', () => {
  it.each(['viewer', 'reviewer', 'operator'] as const)('a %s', async (role) => {
    const other = await makeSession(await makePerson(tenant, role));
    expect(codeOf(await set(other, { usual: 24 }))).toBe('ROLE_REQUIRED');
    expect(await life()).toEqual(first);
  });

  it('a session that has ended, and an admin who is one no longer', async () => {
    const ended = await makeSession(person, -1);
    expect(codeOf(await set(ended, { usual: 24 }))).toBe('UNAUTHENTICATED');
    await ownerOnce(tenant, (sql) => sql`update users set role = 'reviewer' where id = ${person.id}`);
    expect(codeOf(await set(admin, { usual: 24 }))).toBe('ROLE_REQUIRED');
    expect((await showDraftLife(admin)).life).toEqual(first);
  });
});

describe('the database', () => {
  it('commits no other life without the leaf that says so', async () => {
    await expect(update(admin)).rejects.toMatchObject({ code: '23514' });
    expect(await life()).toEqual(first);
  });

  it('nor with the leaf of an earlier change, though it says the same', async () => {
    accepted(await set(admin, { usual: 24 }));
    accepted(await set(admin, { usual: 72 }, { ...first, usual: 24 }));
    await expect(update(admin)).rejects.toMatchObject({ code: '23514' });
    expect(await life()).toEqual(first);
  });

  it('lets no agent near it', async () => {
    const { agent } = await makeKey(person);
    const attempt = withTenant(agent, ({ sql }) => sql`update tenants set draft_ttl_hours = 24`);
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
    const record = withTenant(
      agent,
      ({ sql }) => sql`select log_append_of_agent('settings_changed', 'evd_1', 's', '{}')`,
    );
    await expect(record).rejects.toMatchObject({ code: '42501' });
  });
});
