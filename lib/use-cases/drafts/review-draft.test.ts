import postgres from 'postgres';
import { describe, expect, inject, it } from 'vitest';
import { makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { resumeIt, stopIt } from '@/lib/use-cases/testing/stops';
import { reviewDraft } from './review-draft';

const { person, reviewer, agent } = await makeTeam();

const review = async (actor: Agent | Human, id: string) => accepted(await reviewDraft(actor, id));

describe('reviewDraft', () => {
  it('says what changes against the live resource, in words, with what stays folded away', async () => {
    accepted(await apply(reviewer, await propose(agent, { name: 'shown' })));
    const draft = await propose(
      agent,
      { name: 'shown', target_url: 'https://hooks.acrne.com/orders', retry: { max_attempts: 8 } },
      { operation: 'update' },
    );
    const shown = await review(reviewer, draft.id);
    expect(shown.changes.changed.map(({ words }) => words)).toEqual([
      'Target host hooks.acme.com → hooks.acrne.com',
      'Retries 5 → 8',
    ]);
    expect(shown.changes.unchanged.length).toBeGreaterThan(5);
    expect(shown.flags.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['lookalike-host', 'new-domain']),
    );
    expect(shown.riskTier).toBe('high');
    expect(shown.live?.version).toBe(1);
    expect(shown.checks.map(({ number, status }) => [number, status])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => [number, 'pass']),
    );
    expect(shown.apply).toEqual({ state: 'ready' });
    expect(shown.digestCode).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
  });

  it('never hands out a hidden or reversing character of what an agent sent', async () => {
    const hidden = 'safe\u202Eevil\u200B';
    const draft = await propose(agent, { name: 'bidi', description: hidden, labels: { team: 'ops' } });
    const shown = await review(reviewer, draft.id);
    const { draft: raw, ...said } = shown;
    expect(JSON.stringify(said)).not.toMatch(/[\u202E\u200B]/);
    expect(JSON.stringify(said.changes)).toContain('⟨U+202E⟩');
    expect(said.proposedJson).toContain('⟨U+202E⟩');
    expect(raw.proposedSpec['description']).toBe(hidden);
  });

  it('blocks apply with what moved when the base is no longer live', async () => {
    accepted(await apply(reviewer, await propose(agent, { name: 'stale' })));
    const draft = await propose(agent, { name: 'stale', timeout_seconds: 20 }, { operation: 'update' });
    const other = await propose(agent, { name: 'stale', timeout_seconds: 25 }, { operation: 'update' });
    accepted(await apply(reviewer, other));
    const shown = await review(reviewer, draft.id);
    expect(shown.apply).toMatchObject({ state: 'blocked', code: 'BASE_CHANGED' });
    expect(shown.moved).toEqual([{ field: 'timeout_seconds', label: 'Timeout', base: '30 s', live: '25 s' }]);
  });

  it('shows the spaces of what moved that the eye would miss', async () => {
    accepted(await apply(reviewer, await propose(agent, { name: 'spaces', description: 'for orders' })));
    const draft = await propose(agent, { name: 'spaces', timeout_seconds: 20 }, { operation: 'update' });
    const spaced = { name: 'spaces', description: 'for  orders ' };
    accepted(await apply(reviewer, await propose(agent, spaced, { operation: 'update' })));
    expect((await review(reviewer, draft.id)).moved).toEqual([
      { field: 'description', label: 'Description', base: 'for orders', live: 'for␠␠orders␠' },
    ]);
  });

  it('shows a decided draft against the base it was decided on, with its evidence', async () => {
    const draft = await propose(agent, { name: 'done', target_url: 'https://hooks.brandnew.example/x' });
    accepted(await apply(reviewer, draft));
    const shown = await review(reviewer, draft.id);
    expect(shown.changes.changed.every(({ kind }) => kind === 'added')).toBe(true);
    expect(shown.before).toBeNull();
    expect(shown.flags.map(({ code }) => code)).toContain('new-domain');
    expect(shown.evidence.map(({ event }) => event)).toEqual([
      'draft_created',
      'draft_viewed',
      'draft_applied',
    ]);
    expect(shown.apply).toMatchObject({ state: 'blocked', code: 'DRAFT_NOT_PENDING' });
  });

  it('offers no apply to a viewer, to the proposer or to an agent, and says why', async () => {
    const draft = await propose(agent, { name: 'offers' });
    const viewer = await makeSession(await makePerson(person.tenant, 'viewer'));
    expect((await review(viewer, draft.id)).apply.state).toBe('not_allowed');
    expect((await review(agent, draft.id)).apply.state).toBe('not_allowed');
    await makePerson(person.tenant, 'admin');
    const own = await propose(reviewer, { name: 'own' });
    expect((await review(reviewer, own.id)).apply).toEqual({
      state: 'not_allowed',
      reason: 'You proposed this draft. Someone else must apply it.',
    });
  });

  it('marks a draft of an agent whose key the reviewer owns', async () => {
    const draft = await propose(agent, { name: 'owned' });
    expect((await review(reviewer, draft.id)).ownAgent).toBe(true);
    const colleague = await makeSession(await makePerson(person.tenant, 'reviewer'));
    expect((await review(colleague, draft.id)).ownAgent).toBe(false);
  });

  it('answers a foreign draft and a missing one alike', async () => {
    const draft = await propose(agent, { name: 'foreign' });
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    const foreign = await reviewDraft(stranger, draft.id);
    expect(foreign).toEqual(await reviewDraft(stranger, 'drf_01ARZ3NDEKTSV4RRFFQ69G5FAV'));
    expect(codeOf(foreign)).toBe('DRAFT_NOT_FOUND');
  });

  it('survives a stored row that is not a spec at all, and one that is not what was proposed', async () => {
    const draft = await propose(agent, { name: 'sound' });
    const copies = { junk: 'drf_01ARZ3NDEKTSV4RRFFQ69G5FAB', other: 'drf_01ARZ3NDEKTSV4RRFFQ69G5FAC' };
    const owner = postgres(inject('ownerUrl'), { max: 1 });
    await owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${person.tenant.id}, true)`;
      const copy = (id: string, spec: postgres.JSONValue) => sql`
        insert into drafts (id, tenant_id, type, operation, channel, created_by_kind, created_by_id, created_by_name,
          created_at, expires_at, resource_name, environment, proposed_spec, proposed_spec_digest, correlation_id, summary,
          change_count, risk_tier)
        select ${id}, tenant_id, type, operation, channel, created_by_kind, created_by_id, created_by_name, created_at,
          expires_at, 'copy', environment, ${sql.json(spec)}, proposed_spec_digest, correlation_id, summary, change_count,
          risk_tier
        from drafts where id = ${draft.id}`;
      await copy(copies.junk, [1]);
      await copy(copies.other, {
        name: 'other',
        provider_template: 'generic',
        target_url: 'https://hooks.acme.com/x',
      });
    });
    await owner.end();
    expect((await review(reviewer, copies.junk)).apply.state).toBe('blocked');
    expect((await review(reviewer, copies.other)).apply).toMatchObject({ code: 'SPEC_DIGEST_MISMATCH' });
  });

  it('says that changes are stopped', async () => {
    const draft = await propose(agent, { name: 'stopped' });
    const stop = await stopIt(reviewer, 'tenant');
    expect((await review(reviewer, draft.id)).apply).toMatchObject({
      code: 'KILL_SWITCH_ENGAGED',
      reason: expect.stringContaining(`Stopped by ${reviewer.name} on `),
    });
    await resumeIt(person.tenant.system, stop);
    expect((await review(reviewer, draft.id)).apply).toEqual({ state: 'ready' });
  });
});
