import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newId } from '@/db/new-id';
import { insertInvitation } from '@/db/queries/invitations';
import { insertPerson, insertSession } from '@/db/queries/people';
import { type WriteTx, withTenant } from '@/db/tenant';
import { addPerson, makeKey, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { ownerOnce } from '@/db/testing/owner-once';
import { controlPlaneSetEvidence } from '@/lib/domain/evidence/control-plane-evidence';
import { discardedEvidence } from '@/lib/domain/evidence/discarded-evidence';
import type { Leaf } from '@/lib/domain/evidence/leaf';
import { personInvitedEvidence } from '@/lib/domain/evidence/person-evidence';
import { viewedEvidence } from '@/lib/domain/evidence/viewed-evidence';
import { propose } from '@/lib/use-cases/testing/acts';
import { insertConfirmation } from './queries/apply-confirmations';
import { lockCircuit, storeCircuit } from './queries/circuits';
import { markGone, setControlPlane } from './queries/control-plane';
import { markDiscarded } from './queries/drafts';

const at = new Date();
const until = new Date(at.getTime() + 3_600_000);
const salt = Buffer.alloc(16, 7);
const { person, reviewer, agent } = await makeTeam();
const { tenant } = person;
const { system } = tenant;

const invite = (tx: WriteTx, id: string) =>
  insertInvitation(tx, {
    id,
    role: 'viewer',
    token_hash: Buffer.from(randomUUID()),
    created_by: 'system:test',
    created_at: at,
    expires_at: until,
  });
const newcomer = (over: object = {}) => {
  const id = newId('usr');
  const account = { password_hash: 'none', oidc_issuer: null, oidc_subject: null, created_at: at };
  return {
    id,
    email: `${id.toLowerCase()}@example.com`,
    name: 'New',
    role: 'viewer' as const,
    ...account,
    ...over,
  };
};
const someTenant = async ({ sql }: WriteTx, id: string) => {
  await sql`select set_config('app.tenant_id', ${id}, true)`;
  await sql`insert into tenants (id, name, created_at) values (${id}, ${`t-${id}`}, ${at})`;
};

describe('what changes what may happen is refused by the database without its leaf:', () => {
  it.each<[string, (tx: WriteTx) => Promise<unknown>]>([
    ['a tenant', (tx) => someTenant(tx, randomUUID())],
    ['a person', (tx) => insertPerson(tx, newcomer())],
    ['an invitation', (tx) => invite(tx, newId('inv'))],
    [
      'a session of a terminal',
      (tx) =>
        insertSession(tx, {
          id: newId('ses'),
          user_id: person.id,
          created_at: at,
          expires_at: until,
          cli: { label: 'x', secret_digest: Buffer.alloc(32) },
        }),
    ],
    [
      'the end of a session that somebody else ends',
      ({ sql }) => sql`update sessions set revoked_at = ${at} where id = ${reviewer.sessionId}`,
    ],
    [
      'a confirmation for a terminal',
      (tx) =>
        insertConfirmation(
          tx,
          { userId: person.id, draftId: 'drf_x', proposedSpecDigest: `sha256:${'0'.repeat(64)}` },
          { id: newId('cnf'), acknowledged_flags: [], created_at: at, expires_at: until },
        ),
    ],
    [
      'a key that is paused',
      async (tx) => {
        const { circuit } = await lockCircuit(tx, agent.keyId);
        await storeCircuit(tx, agent.keyId, { ...circuit, state: 'open', openUntil: until }, at);
      },
    ],
  ])('%s', async (_, act) => {
    await expect(withTenant(system, act)).rejects.toThrow('without evidence');
  });

  it('an invitation that is accepted by somebody whose leaf does not name it', async () => {
    const [id, entering] = [newId('inv'), newcomer()];
    await withTenant(system, async (tx) => {
      await invite(tx, id);
      const by = { kind: 'system', id: 'system:test' } as const;
      const common = { id: newId('evd'), tenant: tenant.id, by, at, role: 'viewer' } as const;
      tx.record(personInvitedEvidence({ ...common, invitationId: id, until }));
    });
    await addPerson(tenant, entering);
    const accepting = withTenant(
      system,
      ({ sql }) =>
        sql`update invitations set accepted_by = ${entering.id}, accepted_at = ${at} where id = ${id}`,
    );
    await expect(accepting).rejects.toThrow('was accepted without evidence');
  });

  it('a key that is let in again', async () => {
    const { agent: paused } = await makeKey(person);
    await ownerOnce(
      tenant,
      (
        sql,
      ) => sql`insert into circuit_breakers (tenant_id, key_id, state, score, window_from, trips, open_until)
        values (${tenant.id}, ${paused.keyId}, 'half_open', 0, ${at}, 1, ${until})`,
    );
    const closing = withTenant(system, async (tx) => {
      const { circuit } = await lockCircuit(tx, paused.keyId);
      await storeCircuit(tx, paused.keyId, { ...circuit, state: 'closed', trips: 0, openUntil: null }, at);
    });
    await expect(closing).rejects.toThrow('is closed without evidence');
  });

  it('a control plane that is gone', async () => {
    const place = await makeTenant();
    const url = 'https://control.acme.com/x';
    await withTenant(place.system, async (tx) => {
      const changed = { changed_by: 'system:test', changed_at: at };
      await setControlPlane(tx, {
        url,
        url_salt: salt,
        sealed_secrets: Buffer.alloc(40),
        secret_ids: ['a'],
        ...changed,
      });
      const set = { id: newId('evd'), tenant: place.id, setBy: 'system:test', setAt: at, salt };
      tx.record(controlPlaneSetEvidence({ ...set, url: new URL(url), secretIds: ['a'] }));
    });
    await expect(withTenant(place.system, (tx) => markGone(tx, url, at))).rejects.toThrow(
      'without evidence: control_plane_gone',
    );
  });
});

it('no serving role changes the role of a person or disables one: no verb does', async () => {
  for (const change of ['role = $$admin$$', 'disabled_at = now()']) {
    const changing = withTenant(system, ({ sql }) => sql.unsafe(`update users set ${change}`));
    await expect(changing).rejects.toThrow('permission denied');
  }
});

it('whoever signs out leaves no leaf', async () => {
  const { sessionId } = await makeSession(person);
  const door = { ...system, name: 'sign-in' };
  const left = await withTenant(
    door,
    ({ sql }) => sql`update sessions set revoked_at = ${at} where id = ${sessionId}`,
  );
  expect(left.evidence).toEqual([]);
});

/** Discards a draft by hand, with these leaves. */
async function discarding(leaves: (draft: { id: string; digest: string }) => readonly Leaf[]) {
  const { id, proposedSpecDigest: digest } = await propose(agent, {
    name: `seen-${newId('drf').slice(-8).toLowerCase()}`,
  });
  const by = { kind: 'human', id: person.id, name: person.name } as const;
  return withTenant(reviewer, async (tx) => {
    await markDiscarded(tx, { draftId: id, by, at, reason: 'duplicate', message: '', salt });
    for (const leaf of leaves({ id, digest })) tx.record(leaf);
  });
}
const seen = (draftId: string, shownDigest: string, over: object = {}) =>
  viewedEvidence({
    id: newId('evd'),
    tenant: tenant.id,
    draftId,
    viewedBy: person.id,
    viewedAt: at,
    decision: 'discard',
    shownDigest,
    digestSent: false,
    tickedFlags: [],
    surface: 'web',
    confirmationId: null,
    ...over,
  });
const done = (draftId: string) =>
  discardedEvidence({
    id: newId('evd'),
    tenant: tenant.id,
    draftId,
    discardedBy: { kind: 'human', id: person.id },
    discardedAt: at,
    reason: 'duplicate',
    message: '',
    salt,
  });

describe('a person’s decision', () => {
  it('commits with what was seen before it', async () => {
    const { evidence } = await discarding(({ id, digest }) => [seen(id, digest), done(id)]);
    expect(evidence.map(({ event }) => event)).toEqual(['draft_viewed', 'draft_discarded']);
  });

  it.each<[string, (draft: { id: string; digest: string }) => readonly Leaf[]]>([
    ['without it', ({ id }) => [done(id)]],
    ['with it after the decision', ({ id, digest }) => [done(id), seen(id, digest)]],
    ['with another digest', ({ id }) => [seen(id, `sha256:${'0'.repeat(64)}`), done(id)]],
    ['with what another person saw', ({ id, digest }) => [seen(id, digest, { viewedBy: 'usr_x' }), done(id)]],
    [
      'with what was seen to apply it',
      ({ id, digest }) => [seen(id, digest, { decision: 'apply' }), done(id)],
    ],
  ])('is refused by the database %s', async (_, leaves) => {
    await expect(discarding(leaves)).rejects.toThrow('without what was seen');
  });

  it('has one leaf of what was seen, and no second', async () => {
    const twice = discarding(({ id, digest }) => [seen(id, digest), seen(id, digest), done(id)]);
    await expect(twice).rejects.toMatchObject({ constraint_name: 'log_leaves_once_each' });
  });
});
