import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { searchedAtOnce } from '@/db/queries/draft-list';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listDrafts } from './list-drafts';

const owner = postgres(inject('ownerUrl'), { max: 1 });
let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  agent = (await makeKey(person)).agent;
  await propose(agent, { name: 'orders-webhook', target_url: 'https://hooks.acme.com/orders' });
  await propose(agent, { name: 'refunds', target_url: 'https://hooks.acme.dev/refunds' });
});
afterAll(() => owner.end());

const namesFor = async (q: string, more: Record<string, unknown> = {}) =>
  accepted(await listDrafts(reviewer, { q, ...more })).items.map(({ resourceName }) => resourceName);

/** Pending drafts by the thousand; the first ends soonest. The owner of the tables owes the log no evidence. */
async function crowd(tenantId: string, count: number): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${tenantId}, true)`;
    await sql`
      insert into drafts (id, tenant_id, type, operation, channel, created_by_kind, created_by_id, created_by_name,
        created_at, expires_at, resource_name, environment, proposed_spec_digest, correlation_id, summary,
        change_count, risk_tier)
      select 'drf_' || lpad(i::text, 26, '0'), ${tenantId}, 'endpoint', 'create', 'mcp', 'agent', 'key_1', 'bot',
        now(), now() + make_interval(hours => 1, secs => i), 'crowd-' || i, 'dev', ${`sha256:${'0'.repeat(64)}`},
        'req_1', 'Create', 1, 'low'
      from generate_series(1, ${count}::int) as i`;
  });
}

describe('searching drafts', () => {
  it('finds the middle of a name, a host, who proposed, and an id or its end, in either case', async () => {
    expect(await namesFor('ers-webh')).toEqual(['orders-webhook']);
    expect(await namesFor('ACME.dev')).toEqual(['refunds']);
    expect(await namesFor('test-bot')).toEqual(['refunds', 'orders-webhook']);
    const { id } = accepted(await listDrafts(reviewer, { q: 'refunds' })).items[0] ?? { id: '' };
    expect(await namesFor(id)).toEqual(['refunds']);
    expect(await namesFor(` ${id.slice(-6).toLowerCase()} `)).toEqual(['refunds']);
  });

  it('takes what is typed literally, and nothing from two fields at once', async () => {
    const found = [];
    for (const q of ['acme.com/orders', '%', 'o%s', '_rders', "'", '\\', 'orders-webhook refunds']) {
      found.push(...(await namesFor(q)));
    }
    expect(found).toEqual([]);
  });

  it('keeps to the status and goes on over pages', async () => {
    const done = await propose(agent, { name: 'payouts-done' });
    accepted(await apply(reviewer, done));
    expect(await namesFor('payouts')).toEqual(['payouts-done']);
    expect(await namesFor('payouts', { status: 'pending' })).toEqual([]);
    expect(await namesFor('payouts', { decided: true })).toEqual(['payouts-done']);
    const first = accepted(await listDrafts(reviewer, { q: 'hooks.acme', limit: 1 }));
    const rest = accepted(await listDrafts(reviewer, { q: 'hooks.acme', cursor: first.nextCursor ?? '' }));
    expect([...first.items, ...rest.items].map(({ resourceName }) => resourceName)).toEqual(
      await namesFor('hooks.acme'),
    );
    expect(rest.nextCursor).toBeNull();
  });

  it.each([
    ['nothing but spaces', '  '],
    ['U+0000', 'a\0b'],
    ['an unpaired surrogate', '\ud800'],
  ])('refuses %s', async (_name, q) => {
    expect(codeOf(await listDrafts(reviewer, { q }))).toBe('VALIDATION_FAILED');
    expect(codeOf(await listDrafts(reviewer, { creator: `${q}\0` }))).toBe('VALIDATION_FAILED');
  });

  it('looks at a bounded stretch of a long list and goes on behind it', async () => {
    const crowded = await makePerson(await makeTenant(), 'reviewer');
    const watcher = await makeSession(crowded);
    const count = searchedAtOnce + 5;
    await crowd(crowded.tenant.id, count);
    const asked = { q: `crowd-${count}`, status: 'pending', order: 'expires' };
    const first = accepted(await listDrafts(watcher, asked));
    expect(first.items).toEqual([]);
    const second = accepted(await listDrafts(watcher, { ...asked, cursor: first.nextCursor ?? '' }));
    expect(second.items.map(({ resourceName }) => resourceName)).toEqual([`crowd-${count}`]);
    expect(second.nextCursor).toBeNull();
    const whole = { q: `drf_${String(count).padStart(26, '0')}` };
    expect(accepted(await listDrafts(watcher, whole)).items).toHaveLength(1);
  });
});
