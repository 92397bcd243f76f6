import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { tenantsDue, tenantsPurgeable } from '@/db/queries/sweep';
import { withTenantRead } from '@/db/tenant';
import { auditLog } from '@/db/testing/audit-log';
import { makeDueDrafts } from '@/db/testing/due-drafts';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestPerson,
  type TestTenant,
} from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { digestOf } from '@/lib/domain/evidence/digest';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { countPending } from '../drafts/count-pending';
import { discardDraft } from '../drafts/discard-draft';
import { listDrafts } from '../drafts/list-drafts';
import { listEvidence } from '../evidence/list-evidence';
import { sweepTenants } from './sweep';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

let tenant: TestTenant;
let person: TestPerson;
let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  tenant = await makeTenant();
  person = await makePerson(tenant, 'reviewer');
  reviewer = await makeSession(person);
  agent = (await makeKey(person)).agent;
});

const faults: unknown[] = [];
/** One run over these tenants only: the database is shared with other tests. */
const sweepOf = (tenants: readonly { id: string }[]) => {
  const ids = async () => tenants.map(({ id }) => id);
  return sweepTenants(
    {
      onFault: (_, fault) => faults.push(fault),
    },
    ids,
    ids,
    ids,
  );
};
const asOwner = (tenantId: string, run: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenantId}, true)`;
    await run(sql);
  });
const idsOf = async (status: string) =>
  accepted(await listDrafts(reviewer, { status, limit: 100 })).items.map(({ id }) => id);
const rowsOf = (place: TestTenant, status: string) =>
  withTenantRead(
    place.system,
    async ({ sql }) =>
      (await sql<{ n: number }[]>`select count(*)::int as n from drafts where status = ${status}`)[0]?.n,
  );

describe('a draft whose time has passed', () => {
  it('is expired everywhere before the sweep, and by the sweep in the database too', async () => {
    const draft = await propose(agent, { name: 'in-time' });
    await asOwner(
      tenant.id,
      (sql) => sql`update drafts set expires_at = created_at + interval '1 ms' where id = ${draft.id}`,
    );
    const before = accepted(await countPending(reviewer));
    expect(await idsOf('pending')).not.toContain(draft.id);
    expect(await idsOf('expired')).toContain(draft.id);
    expect(before.pending).toBe(0);
    expect(codeOf(await apply(reviewer, draft))).toBe('DRAFT_EXPIRED');
    const discard = { draftId: draft.id, reason: 'other', message: '', idempotencyKey: null } as const;
    expect(codeOf(await discardDraft(agent, discard))).toBe('DRAFT_EXPIRED');

    expect(await tenantsDue(1000)).toContain(tenant.id);
    expect(await sweepOf([tenant])).toMatchObject({ expired: 1, failed: [] });
    expect(await tenantsDue(1000)).not.toContain(tenant.id);
    expect(await idsOf('expired')).toContain(draft.id);
    expect(accepted(await countPending(reviewer)).pending).toBe(0);
    expect(codeOf(await apply(reviewer, draft))).toBe('DRAFT_NOT_PENDING');
    expect(codeOf(await discardDraft(agent, discard))).toBe('DRAFT_NOT_PENDING');

    const { items } = accepted(await listEvidence(reviewer, { draft_id: draft.id, event: 'draft_expired' }));
    const listed = accepted(await listDrafts(reviewer, { q: draft.id })).items[0];
    expect(items.map(({ payload }) => payload)).toEqual([
      { draft_id: draft.id, expired_at: listed?.expiresAt.toISOString() },
    ]);
    expect(listed).toMatchObject({ status: 'expired', decidedBy: null, lockVersion: 2 });
  });
});

describe('the sweep', () => {
  it('leaves one leaf per draft in a sound tree, and takes nothing that is not due', async () => {
    const place = await makeTenant();
    const due = await makeDueDrafts(place.system, 250);
    const alive = await propose((await makeKey(await makePerson(place, 'reviewer'))).agent);
    expect(await sweepOf([place])).toMatchObject({ expired: 250, purged: 0, failed: [] });
    const audited = await auditLog(place.system);
    expect(audited).toMatchObject({ sound: true, counted: 1, pending: 1 });
    const expired = audited.leaves.filter(({ event }) => event === 'draft_expired');
    expect(expired.map(({ subject }) => subject).toSorted()).toEqual(due.toSorted());
    expect(audited.leaves.filter(({ subject }) => subject === alive.id)).toHaveLength(1);
  });

  it('stays in the tenant that it is told to sweep', async () => {
    const [mine, theirs] = [await makeTenant(), await makeTenant()];
    await makeDueDrafts(mine.system, 3);
    await makeDueDrafts(theirs.system, 3);
    await sweepOf([mine]);
    expect([await rowsOf(mine, 'expired'), await rowsOf(theirs, 'pending')]).toEqual([3, 3]);
  });

  it('lets a draft be that somebody is deciding at this moment', async () => {
    const place = await makeTenant();
    const [held, free] = await makeDueDrafts(place.system, 2);
    await asOwner(place.id, async (sql) => {
      await sql`select 1 from drafts where id = ${held ?? ''} for update`;
      expect(await sweepOf([place])).toMatchObject({ expired: 1, failed: [] });
    });
    const { leaves } = await auditLog(place.system);
    expect(leaves.filter(({ event }) => event === 'draft_expired').map(({ subject }) => subject)).toEqual([
      free,
    ]);
    expect(await sweepOf([place])).toMatchObject({ expired: 1 });
  });

  it('goes on with the others when one tenant fails, and says which', async () => {
    const healthy = await makeTenant();
    const poisoned = { id: randomUUID() };
    await makeDueDrafts(healthy.system, 2);
    await asOwner(poisoned.id, async (sql) => {
      await sql`insert into tenants (id, name, created_at) values (${poisoned.id}, ${`t-${poisoned.id}`}, now())`;
      await sql`insert into drafts (id, tenant_id, type, operation, channel, created_by_kind, created_by_id,
        created_by_name, created_at, expires_at, resource_name, environment, proposed_spec_digest, correlation_id,
        summary, change_count, risk_tier) values ('drf_01J0ZZZZZZZZZZZZZZZZZZZZZZ', ${poisoned.id}, 'endpoint',
        'create', 'mcp', 'agent', 'key_1', 'bot', now() - interval '2 hours', now() - interval '1 hour', 'logless',
        'dev', ${digestOf({})}, 'req_seed', '', 0, 'low')`;
    });
    faults.length = 0;
    const report = await sweepOf([poisoned, healthy]);
    expect(report).toEqual({ expired: 2, purged: 0, calls: 0, oauth: 0, bundles: 0, failed: [poisoned.id] });
    expect(String(faults[0])).toContain('no log for this tenant');
    await asOwner(poisoned.id, async (sql) =>
      expect(await sql`select status from drafts`).toEqual([{ status: 'pending' }]),
    );
  });

  it('purges at most 100 in a run, only beyond the retention, and never the evidence', async () => {
    const place = await makeTenant();
    const [recent = ''] = await makeDueDrafts(place.system, 1, 80);
    const old = await makeDueDrafts(place.system, 150, 91);
    expect(await sweepOf([place])).toMatchObject({ expired: 151, purged: 100, failed: [] });
    expect(await rowsOf(place, 'expired')).toBe(51);
    expect(await tenantsPurgeable(1000)).toContain(place.id);
    expect(await sweepOf([place])).toMatchObject({ expired: 0, purged: 50 });
    expect(await tenantsPurgeable(1000)).not.toContain(place.id);
    const audited = await auditLog(place.system);
    expect(audited).toMatchObject({ sound: true, counted: 0 });
    const reader = await makeSession(await makePerson(place, 'viewer'));
    expect(await eventsOf(reader, old[0] ?? '')).toEqual(['draft_created', 'draft_expired', 'draft_purged']);
    expect(await eventsOf(reader, recent)).toEqual(['draft_created', 'draft_expired']);
  });

  it('takes with a purged draft the answers that repeat it, and leaves those that a retry may still ask for', async () => {
    const place = await makeTenant();
    await makeDueDrafts(place.system, 1, 91);
    await asOwner(place.id, async (sql) => {
      for (const [key, age] of [
        ['old', '25 hours'],
        ['new', '23 hours'],
      ] as const) {
        await sql`insert into idempotency_keys (tenant_id, principal, operation, key, fingerprint, response, created_at)
          values (${place.id}, 'key_1', 'draft_create_endpoint', ${key}, 'f', '{}', now() - ${age}::interval)`;
      }
    });
    expect(await sweepOf([place])).toMatchObject({ expired: 1, purged: 1, failed: [] });
    await asOwner(place.id, async (sql) =>
      expect([...(await sql`select key from idempotency_keys`)]).toEqual([{ key: 'new' }]),
    );
  });

  it('keeps expired drafts for as long as the tenant says', async () => {
    const place = await makeTenant();
    await makeDueDrafts(place.system, 1, 91);
    await asOwner(place.id, (sql) => sql`update tenants set expired_retention_days = 365`);
    expect(await sweepOf([place])).toMatchObject({ expired: 1, purged: 0 });
  });

  it.each(['pending', 'applied', 'discarded'])(
    'can never purge a draft that is %s, whoever tries',
    async (status) => {
      const draft = await propose(agent, { name: `kept-${status}` });
      if (status === 'applied') accepted(await apply(reviewer, draft));
      const discard = { draftId: draft.id, reason: 'other', message: '', idempotencyKey: null } as const;
      if (status === 'discarded') accepted(await discardDraft(agent, discard));
      const attempt = asOwner(tenant.id, (sql) => sql`delete from drafts where id = ${draft.id}`);
      await expect(attempt).rejects.toThrow('only an expired draft is ever purged');
    },
  );
});
