import { beforeEach, expect, it } from 'vitest';
import { withTenantRead } from '@/db/tenant';
import { auditLog } from '@/db/testing/audit-log';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Agent } from '@/lib/domain/actor';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { createDraft } from './create-draft';

const request = { correlationId: 'req_test', channel: 'mcp' } as const;
let person: TestPerson;
let agent: Agent;

beforeEach(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  agent = (await makeKey(person)).agent;
});

const create = (by: Agent, nth: number, rest: Record<string, unknown> = {}) =>
  createDraft(by, 'endpoint', proposalOf({ name: `hot-${nth}` }, rest), request);
const many = (count: number, run: (nth: number) => ReturnType<typeof create>) =>
  Promise.all(Array.from({ length: count }, (_, nth) => run(nth)));

/** The transactions that stored drafts, each with what its draft's leaf and key were stored by. */
const storedBy = () =>
  withTenantRead(person.tenant.system, async ({ sql }) => [
    ...(await sql<{ draft: string; leaf: string; key: string | null }[]>`
      select d.xmin::text as draft, l.xmin::text as leaf, k.xmin::text as key from drafts d
      join log_leaves l on l.tenant_id = d.tenant_id and l.subject = d.id and l.event = 'draft_created'
      left join idempotency_keys k on k.tenant_id = d.tenant_id and k.response #>> '{draft,id}' = d.id`),
  ]);

it('stores 32 proposals of one tenant at once in few transactions, each with its leaf', async () => {
  const other = (await makeKey(person)).agent;
  const drafts = (await many(32, (nth) => create(nth % 4 === 0 ? other : agent, nth))).map(accepted);
  expect(new Set(drafts.map(({ draft }) => draft.id)).size).toBe(32);
  const rows = await storedBy();
  expect(rows).toHaveLength(32);
  expect(rows.every(({ draft, leaf }) => draft === leaf)).toBe(true);
  // They read on sixteen connections, so they come to be stored in two waves and what trickles in between.
  expect(new Set(rows.map(({ draft }) => draft)).size).toBeLessThanOrEqual(12);
  const { sound, counted, pending } = await auditLog(person.tenant.system);
  expect({ sound, counted, pending }).toEqual({ sound: true, counted: 32, pending: 32 });
});

it('stores an idempotency key with the draft that it answers, and answers it again', async () => {
  const keyed = (nth: number) => create(agent, nth, { idempotency_key: `key-${nth}` });
  const first = (await many(12, keyed)).map(accepted);
  const rows = await storedBy();
  expect(rows.every(({ draft, key }) => draft === key)).toBe(true);
  expect(new Set(rows.map(({ draft }) => draft)).size).toBeLessThan(12);
  const again = (await many(12, keyed)).map(accepted);
  expect(again).toEqual(first.map((answer) => ({ ...answer, replayed: true })));
  expect(codeOf(await create(agent, 99, { idempotency_key: 'key-1' }))).toBe('IDEMPOTENCY_CONFLICT');
});

it('refuses a proposer at the limit and a twin of what waits, and stores what came with them', async () => {
  const bounded = (await makeKey(person, undefined, { maxPending: 2 })).agent;
  const results = await many(24, (nth) => create(nth % 3 === 0 ? bounded : agent, nth % 12));
  const refused = results.filter((result) => !result.ok).map(codeOf);
  expect(new Set(refused)).toEqual(new Set(['DRAFT_LIMIT_REACHED']));
  const stored = await storedBy();
  // Four names of the bounded key, of which two are stored, and eight of the other, each proposed twice.
  expect(stored).toHaveLength(2 + 8);
  expect(results.filter((result) => result.ok && result.value.duplicate).length).toBeGreaterThanOrEqual(8);
  expect((await auditLog(person.tenant.system)).sound).toBe(true);
});
