import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { makeDueDrafts } from '@/db/testing/due-drafts';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { endpointSpec } from '@/db/testing/proposals';
import { seedDraft } from '@/db/testing/seed-draft';
import type { Human } from '@/lib/domain/actor';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { decisionAdvice } from '@/lib/domain/refusal-guide/decision-advice';
import { endpoint } from '@/lib/domain/resource/endpoint/endpoint';
import { type Ask, ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { sweepTenants } from '@/lib/use-cases/sweep/sweep';
import { propose } from '@/lib/use-cases/testing/acts';

const owner = postgres(inject('ownerUrl'), { max: 2 });
let tenant: Awaited<ReturnType<typeof makeTenant>>;
let reviewer: Human;
let key: TestKey;
let otherKey: TestKey;

beforeAll(async () => {
  tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  reviewer = await makeSession(person);
  await makePerson(tenant, 'reviewer');
  key = await makeKey(person);
  otherKey = await makeKey(person);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await owner.end();
});

type Seen = { id: string; proposedSpecDigest: string; lockVersion: number };

const pending = (name: string, over = {}) => propose(key.agent, { name, ...over });
const show = (id: string) => ask(judged, { path: `/api/v1/drafts/${id}`, as: reviewer });
const apply = ({ id, proposedSpecDigest, lockVersion }: Seen, more = {}) =>
  ask(judged, {
    path: `/api/v1/drafts/${id}/apply`,
    as: reviewer,
    headers: { 'x-user-id': reviewer.userId },
    body: { proposed_spec_digest: proposedSpecDigest, lock_version: lockVersion, ...more },
  });
const discard = ({ id }: Seen, over: Partial<Ask> = {}) =>
  ask(judged, {
    path: `/api/v1/drafts/${id}/discard`,
    token: key.token,
    body: { reason: 'duplicate' },
    ...over,
  });
const seeded = async (spec: Record<string, unknown> | null, type = 'endpoint') =>
  apply(await seedDraft(owner, tenant, key, { spec, type }));
const setStop = (at: Date | null, by: string | null) =>
  ownerIn(owner, tenant, (sql) => sql`update kill_switches set engaged_at = ${at}, engaged_by = ${by}`);

/** How each code is provoked. */
const provoked = {
  NOT_DRAFT_OWNER: async () => discard(await pending('not-mine'), { token: otherKey.token }),
  PROPOSER_CANNOT_APPLY: async () => apply(await propose(reviewer, { name: 'own' })),
  DRAFT_NOT_FOUND: () => show('drf_01J00000000000000000000000'),
  DRAFT_NOT_PENDING: async () => {
    const draft = await pending('twice');
    await discard(draft);
    return discard(draft);
  },
  DRAFT_EXPIRED: async () => {
    const draft = await pending('late');
    await ownerIn(
      owner,
      tenant,
      (sql) =>
        sql`update drafts set expires_at = created_at + interval '1 millisecond' where id = ${draft.id}`,
    );
    return apply(draft);
  },
  DRAFT_PURGED: async () => {
    const [purged = ''] = await makeDueDrafts(tenant.system, 1, 100);
    const here = async () => [tenant.id];
    await sweepTenants({ onFault: () => {} }, here, here);
    return show(purged);
  },
  SPEC_DIGEST_MISMATCH: async () =>
    apply({ ...(await pending('unseen')), proposedSpecDigest: `sha256:${'0'.repeat(64)}` }),
  LOCK_VERSION_CONFLICT: async () => apply({ ...(await pending('locked')), lockVersion: 9 }),
  CHECKLIST_INCOMPLETE: async () =>
    apply(await pending('ticks', { target_url: 'https://in.example.net/a' }), { acknowledged_flags: [] }),
  DRAFT_TYPE_NOT_APPLICABLE: () => seeded(null, 'route'),
  PROPOSED_SPEC_INVALID: () => seeded({ ...endpointSpec(), run_as: 'root' }),
  APPLY_VALIDATION_ERROR: async () => {
    const broken = vi.spyOn(endpoint, 'checkTarget').mockImplementation(() => {
      throw new TypeError('internals');
    });
    return seeded(endpointSpec()).finally(() => broken.mockRestore());
  },
  KILL_SWITCH_ENGAGED: async () => {
    const draft = await pending('stopped');
    await setStop(new Date(), 'test');
    const refused = await apply(draft);
    await setStop(null, null);
    return refused;
  },
  // TENANT_MISMATCH has no way here: the database shows no other tenant’s draft, so DRAFT_NOT_FOUND is answered before.
} satisfies Record<Exclude<keyof typeof decisionAdvice, 'TENANT_MISMATCH'>, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});
