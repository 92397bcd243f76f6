import { describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTeam } from '@/db/testing/fixtures';
import { keyRefusals } from '@/lib/domain/keys/key-terms';
import { answered, clientOf, clientWith, described, given } from '@/lib/http/testing/described-client';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { settleRequest } from '@/lib/use-cases/limits/settle-request';
import { newKey } from '@/lib/use-cases/testing/keys';
import { recorded } from '@/lib/use-cases/testing/recorded';
import { accepted } from '@/lib/use-cases/testing/result';

const { person, reviewer, agent, token } = await makeTeam();
const asAgent = clientWith({ authorization: `Bearer ${token}` });
const asReviewer = await clientOf(reviewer);
const named = { 'X-User-Id': reviewer.userId };

async function anOperator() {
  const operator = await makeSession(await makePerson(person.tenant, 'operator'));
  return { operator, asOperator: await clientOf(operator) };
}

const pausedRow = async () =>
  given(await asReviewer.GET('/api/v1/safety')).posture.find(({ id }) => id === 'paused_keys');

describe('a client generated from the OpenAPI document', () => {
  it('reads what an agent asked for, and reviews its run', async () => {
    await recorded(agent, {
      run_id: 'typed-run',
      correlation_id: 'req_typed',
      args_redacted: { run_id: 'typed-run' },
    });
    const { items } = given(await asReviewer.GET('/api/v1/calls', { params: { query: { limit: 1 } } }));
    const call = { path: { id: items[0]?.id ?? '' } };
    const shown = given(await asReviewer.GET('/api/v1/calls/{id}', { params: call }));
    expect(shown.args).toEqual({ run_id: 'typed-run' });
    const traced = { path: { id: 'req_typed' } };
    expect(given(await asReviewer.GET('/api/v1/correlations/{id}', { params: traced })).steps).toHaveLength(
      1,
    );
    const params = { path: { id: 'typed-run' } };
    const body = { tests: { passed: 1, failed: 0, skipped: 0 } };
    expect(given(await asAgent.POST('/api/v1/runs/{id}/report', { params, body })).revision).toBe(1);
    expect(given(await asReviewer.GET('/api/v1/runs/{id}', { params })).calls.total).toBe(2);
    const packet = given(await asReviewer.GET('/api/v1/runs/{id}/packet', { params }));
    expect(packet).toMatchObject({ tests: { passed: 1 } });
    expect(given(await asReviewer.GET('/api/v1/runs/{id}/incident', { params })).sections).toHaveLength(11);
  });

  it('adds a rule to the policy, tries it, and removes it', async () => {
    const { operator, asOperator } = await anOperator();
    const header = { 'X-User-Id': operator.userId };
    const body = {
      priority: 9,
      effect: 'deny' as const,
      match: { runs: ['typed'] },
      reason: 'it is being tried',
    };
    const { rule_id: id } = given(
      await asOperator.POST('/api/v1/policy/rules', { params: { header }, body }),
    );
    expect(given(await asReviewer.GET('/api/v1/policy/rules')).items.map((one) => one.id)).toEqual([id]);
    const call = { key_id: agent.keyId, tool: 'draft_list' as const, run_id: 'typed' };
    const tried = given(await asOperator.POST('/api/v1/policy/decide', { params: { header }, body: call }));
    expect(tried).toMatchObject({ effect: 'deny', rule_id: id });
    const params = { path: { id }, header };
    expect(given(await asOperator.DELETE('/api/v1/policy/rules/{id}', { params })).rule_id).toBe(id);
  });

  it('stops a run, shows it, and lets it go on', async () => {
    const { stop } = given(
      await asReviewer.POST('/api/v1/stops', {
        params: { header: named },
        body: { scope: 'run', subject: 'typed-run' },
      }),
    );
    const { items } = given(await asReviewer.GET('/api/v1/stops'));
    expect(items[0]).toEqual(stop);
    const { operator, asOperator } = await anOperator();
    const resumed = given(
      await asOperator.POST('/api/v1/stops/{id}/release', {
        params: { path: { id: stop.id }, header: { 'X-User-Id': operator.userId } },
        body: { reason: 'It was a drill', confirm: stop.subject_name },
      }),
    );
    expect(resumed.stop).toMatchObject({ state: 'released', released: { by: { id: operator.userId } } });
  });

  it('shows how the boundary stands, and lets a paused key in', async () => {
    const { agent: refused } = await makeKey(person, undefined, { refusals: keyRefusals.usual });
    const heavy = { code: 'SECRET_MATERIAL_DETECTED', probe: false };
    for (let times = 0; times < 4; times += 1) await settleRequest(refused, heavy);
    const paused = async () => {
      const { items } = given(await asReviewer.GET('/api/v1/circuits'));
      return items.find(({ key_id }) => key_id === refused.keyId)?.state;
    };
    expect(await paused()).toBe('open');
    expect(await pausedRow()).toMatchObject({
      light: 'amber',
      sentence: '1 key paused: too much of it was refused.',
    });
    const { operator, asOperator } = await anOperator();
    const header = { 'X-User-Id': operator.userId, 'Idempotency-Key': 'let-it-in' };
    const asked = {
      params: { path: { id: refused.keyId }, header },
      body: { reason: 'The prompt was corrected' },
    };
    const closed = { key_id: refused.keyId, state: 'closed' };
    expect(given(await asOperator.POST('/api/v1/circuits/{id}/reset', asked))).toEqual(closed);
    expect(given(await asOperator.POST('/api/v1/circuits/{id}/reset', asked))).toEqual(closed);
    expect(await paused()).toBeUndefined();
    expect(await pausedRow()).toMatchObject({ light: 'green' });
    const { items } = accepted(await listEvidence(reviewer, { event: 'circuit_reset' }));
    expect(items.map(({ subject }) => subject)).toEqual([refused.keyId]);
  });

  it('issues an agent key, changes, stops, rotates and ends it', async () => {
    const { operator, asOperator } = await anOperator();
    const header = { 'X-User-Id': operator.userId };
    const made = given(await asOperator.POST('/api/v1/keys', { params: { header }, body: newKey }));
    const params = { path: { id: made.key.id }, header };
    const change = { revision: made.key.revision, burst: 5, refusals_per_min: 40 };
    expect(given(await asOperator.PATCH('/api/v1/keys/{id}', { params, body: change })).key).toMatchObject({
      burst: 5,
      refusals_per_min: 40,
    });
    const body = { reason: 'the contract is being tried' };
    given(await asOperator.POST('/api/v1/keys/{id}/suspend', { params, body }));
    given(await asOperator.POST('/api/v1/keys/{id}/resume', { params, body }));
    const next = given(
      await asOperator.POST('/api/v1/keys/{id}/rotate', { params, body: { grace_hours: 1 } }),
    );
    expect(next.key.rotated_from).toBe(made.key.id);
    given(await asOperator.POST('/api/v1/keys/{id}/revoke', { params, body }));
    const shown = given(await asReviewer.GET('/api/v1/keys/{id}', { params: { path: params.path } }));
    expect(shown.state).toBe('revoked');
    expect(given(await asReviewer.GET('/api/v1/keys')).items.length).toBeGreaterThan(1);
  });
});

it('every operation about agents has answered a client as described', () => {
  expect([...answered].toSorted()).toEqual(described(true).toSorted());
});
