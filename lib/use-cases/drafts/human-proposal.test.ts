import { describe, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { ownerOnce } from '@/db/testing/owner-once';
import { proposalOf } from '@/db/testing/proposals';
import { type Human, roles } from '@/lib/domain/actor';
import { mostPendingOfPerson } from '@/lib/domain/people/person';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { checkDraft } from './check-draft';
import { createDraft } from './create-draft';
import { reviewDraft } from './review-draft';

const request = { correlationId: 'req_test', channel: 'ui' } as const;
const create = (actor: Human, input: unknown) => createDraft(actor, 'endpoint', input, request);
const mayDecide = async (actor: Human, id: string) => accepted(await reviewDraft(actor, id)).mayDecide;

const tenant = await makeTenant();
const [viewer, reviewer, operator, admin] = await Promise.all(
  roles.map(async (role) => makeSession(await makePerson(tenant, role))),
);
if (!viewer || !reviewer || !operator || !admin) throw new Error('a role has nobody');

const rowsOf = (actor: Human) =>
  withTenantRead(actor, async ({ sql }) => {
    const [row] = await sql<{ drafts: number; leaves: number }[]>`
      select (select count(*)::int from drafts) as drafts, (select count(*)::int from log_leaves) as leaves`;
    return row;
  });

describe('a person’s proposal', () => {
  it.each([
    ['an operator', operator],
    ['a reviewer', reviewer],
    ['an admin', admin],
  ])('of %s is a draft with evidence that names them', async (_who, actor) => {
    const { draft } = accepted(await create(actor, proposalOf({ name: `by-${actor.role}` })));
    const { items } = accepted(await listEvidence(actor, { draft_id: draft.id }));
    expect(items.map(({ event, payload }) => ({ event, payload }))).toMatchObject([
      { event: 'draft_created', payload: { created_by: { kind: 'human', id: actor.userId }, channel: 'ui' } },
    ]);
  });

  it('of a viewer is refused, and so is trying one; of an ended session too', async () => {
    const gone = await makeSession(await makePerson(tenant, 'operator'), -1);
    const before = await rowsOf(viewer);
    expect(codeOf(await create(viewer, proposalOf({ name: 'by-viewer' })))).toBe('ROLE_REQUIRED');
    expect(codeOf(await checkDraft(viewer, 'endpoint', proposalOf({ name: 'by-viewer' })))).toBe(
      'ROLE_REQUIRED',
    );
    expect(codeOf(await create(gone, proposalOf({ name: 'by-nobody' })))).toBe('UNAUTHENTICATED');
    expect(await rowsOf(viewer)).toEqual(before);
  });

  it('of somebody who has become a viewer since the page was opened is refused', async () => {
    const actor = await makeSession(await makePerson(tenant, 'operator'));
    await ownerOnce(tenant, (sql) => sql`update users set role = 'viewer' where id = ${actor.userId}`);
    expect(codeOf(await create(actor, proposalOf({ name: 'by-former' })))).toBe('ROLE_REQUIRED');
  });

  it('that holds a secret is refused by path, and neither stored nor repeated', async () => {
    const before = await rowsOf(operator);
    const secret = ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_');
    const refused = await create(operator, proposalOf({ name: 'leaks', description: secret }));
    expect(refused).toMatchObject({
      refusal: { code: 'SECRET_MATERIAL_DETECTED', issues: [{ path: 'spec.description' }] },
    });
    expect(JSON.stringify(refused)).not.toContain(secret);
    expect(await rowsOf(operator)).toEqual(before);
  });

  it('is one draft under one idempotency key, and a duplicate without', async () => {
    const asked = proposalOf({ name: 'pressed-twice' }, { idempotency_key: 'form-1' });
    const [first, again] = [accepted(await create(operator, asked)), accepted(await create(operator, asked))];
    expect(again).toMatchObject({ replayed: true, draft: { id: first.draft.id } });
    const twin = accepted(await create(operator, proposalOf({ name: 'pressed-twice' })));
    expect(twin).toMatchObject({ duplicate: true, draft: { id: first.draft.id } });
  });

  it('is refused when as many of theirs wait as one person may have, and an agent’s is not', async () => {
    const busy = await makePerson(tenant, 'operator');
    const actor = await makeSession(busy);
    for (let n = 0; n < mostPendingOfPerson; n += 1) await propose(actor, { name: `waiting-${n}` });
    const beyond = await create(actor, proposalOf({ name: 'beyond' }));
    expect(beyond).toMatchObject({
      refusal: { code: 'DRAFT_LIMIT_REACHED', message: expect.stringContaining('of yours') },
    });
    const { agent } = await makeKey(busy);
    expect(codeOf(await createDraft(agent, 'endpoint', proposalOf({ name: 'beyond' }), request))).toBe('ok');
  });
});

describe('who may decide', () => {
  it('is everybody who decides but the author, by name', async () => {
    const byOperator = await propose(operator, { name: 'named' });
    expect(await mayDecide(operator, byOperator.id)).toEqual({
      people: [
        { name: admin.name, role: 'admin' },
        { name: reviewer.name, role: 'reviewer' },
      ],
      more: 0,
      authorAlone: false,
    });
    const byReviewer = await propose(reviewer, { name: 'own' });
    expect(await mayDecide(reviewer, byReviewer.id)).toMatchObject({
      people: [{ name: admin.name, role: 'admin' }],
    });
    expect(codeOf(await apply(reviewer, byReviewer))).toBe('PROPOSER_CANNOT_APPLY');
    expect(codeOf(await apply(admin, byReviewer))).toBe('ok');
    expect(await mayDecide(admin, byReviewer.id)).toBeNull();
  });

  it('is the author alone where nobody else decides, and then the author may', async () => {
    const alone = await makeTeam();
    const draft = await propose(alone.reviewer, { name: 'alone' });
    expect(await mayDecide(alone.reviewer, draft.id)).toEqual({ people: [], more: 0, authorAlone: true });
    expect(codeOf(await apply(alone.reviewer, draft))).toBe('ok');
  });

  it('is nobody where nobody decides, and no agent is told names', async () => {
    const empty = await makeTenant();
    const person = await makePerson(empty, 'operator');
    const actor = await makeSession(person);
    const draft = await propose(actor, { name: 'stuck' });
    expect(await mayDecide(actor, draft.id)).toEqual({ people: [], more: 0, authorAlone: false });
    const { agent } = await makeKey(person);
    expect(accepted(await reviewDraft(agent, draft.id)).mayDecide).toBeNull();
  });

  it('counts those it does not name, and not those who are disabled', async () => {
    const crowd = await makeTenant();
    const [first, ...rest] = await Promise.all(
      Array.from({ length: 8 }, () => makePerson(crowd, 'reviewer')),
    );
    if (!first) throw new Error('nobody');
    const gone = rest[0]?.id ?? '';
    await ownerOnce(crowd, (sql) => sql`update users set disabled_at = now() where id = ${gone}`);
    const actor = await makeSession(first);
    const draft = await propose(actor, { name: 'crowded' });
    const who = await mayDecide(actor, draft.id);
    expect([who?.people.length, who?.more]).toEqual([5, 1]);
  });
});

describe('a proposal that is only tried', () => {
  it('says what would change and who would decide, and stores nothing', async () => {
    const before = await rowsOf(operator);
    const checked = accepted(
      await checkDraft(operator, 'endpoint', { spec: proposalOf({ name: 'tried' }).spec }),
    );
    expect(checked.refusal).toBeNull();
    expect(checked.appraisal?.changes.changed.map(({ label }) => label)).toContain('Target host');
    expect(checked.mayDecide?.people.map(({ name }) => name)).toContain(reviewer.name);
    expect(await rowsOf(operator)).toEqual(before);
  });

  it('knows no endpoint of another tenant', async () => {
    const other = await makeTeam();
    const draft = await propose(other.reviewer, { name: 'over-there' });
    accepted(await apply(other.reviewer, draft));
    const asked = proposalOf({ name: 'over-there' }, { operation: 'delete' });
    expect(accepted(await checkDraft(operator, 'endpoint', asked)).refusal?.code).toBe('RESOURCE_NOT_FOUND');
    expect(codeOf(await create(operator, asked))).toBe('RESOURCE_NOT_FOUND');
  });
});
