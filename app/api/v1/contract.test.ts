import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { withTenant } from '@/db/tenant';
import { makePerson, makeSession, makeTeam } from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import { evidenceProofSchema } from '@/lib/domain/wire/proof-wire';
import type { components, paths } from '@/lib/http/testing/contract.gen';
import { unlikeDescribed } from '@/lib/http/testing/described-answer';
import { answered, clientOf, clientWith, described, given } from '@/lib/http/testing/described-client';
import { makeAll } from '@/lib/use-cases/bundles/testing/fetched';
import { setControlPlane } from '@/lib/use-cases/deliveries/set-control-plane';
import { decideDeviceLogin } from '@/lib/use-cases/device/decide-device-login';
import { apply, propose as proposed } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

vi.hoisted(() => {
  process.env['DELIVERY_KEY'] = 'a-delivery-key-for-tests-0123456789';
});

const { person, reviewer, agent, token } = await makeTeam();
const asAgent = clientWith({ authorization: `Bearer ${token}` });
const asReviewer = await clientOf(reviewer);
const named = { 'X-User-Id': reviewer.userId };

const proposal = (name: string) => ({
  type: 'endpoint' as const,
  spec: endpointSpec({ name }),
  rationale: 'the contract is being tried',
});
const propose = async (name: string) =>
  given(await asAgent.POST('/api/v1/drafts', { body: proposal(name) })).draft;

describe('a client generated from the OpenAPI document', () => {
  it('proposes, lists, shows, applies, and reads the evidence and what is live', async () => {
    const draft = await propose('typed');
    const { items } = given(
      await asAgent.GET('/api/v1/drafts', { params: { query: { status: 'pending', limit: 10 } } }),
    );
    expect(items.map(({ id }) => id)).toContain(draft.id);
    const path = { id: draft.id };
    const shown = given(await asReviewer.GET('/api/v1/drafts/{id}', { params: { path } }));
    expect(shown).toMatchObject({ status: 'pending', proposed_spec: { name: 'typed' } });
    expect(shown.checks).toHaveLength(9);
    const applied = given(
      await asReviewer.POST('/api/v1/drafts/{id}/apply', {
        params: { path, header: named },
        body: { proposed_spec_digest: shown.proposed_spec_digest, lock_version: shown.lock_version },
      }),
    );
    expect(applied.draft.status).toBe('applied');
    const log = given(
      await asReviewer.GET('/api/v1/evidence', { params: { query: { draft_id: draft.id } } }),
    );
    expect(log.items.map(({ event }) => event)).toEqual(['draft_applied', 'draft_viewed', 'draft_created']);
    const leaf = given(
      await asReviewer.GET('/api/v1/evidence/{id}', { params: { path: { id: applied.evidence.id } } }),
    );
    expect(leaf.merkle_position).toBe(applied.evidence.merkle_position);
    const live = { path: { id: applied.resource.id } };
    expect(given(await asAgent.GET('/api/v1/endpoints/{id}', { params: live })).version).toBe(1);
    expect(given(await asAgent.GET('/api/v1/endpoints/{id}/versions', { params: live })).items).toHaveLength(
      1,
    );
    const byName = { query: { name: 'typed' } };
    expect(given(await asAgent.GET('/api/v1/endpoints', { params: byName })).items).toHaveLength(1);
  });

  it('tries a proposal, and makes none', async () => {
    const tried = given(await asAgent.POST('/api/v1/drafts/check', { body: proposal('typed-try') }));
    expect(tried).toMatchObject({ acceptable: true, refusal: null });
    const { items } = given(
      await asAgent.GET('/api/v1/drafts', { params: { query: { q: 'typed-try', limit: 10 } } }),
    );
    expect(items).toEqual([]);
  });

  it('discards, and counts what is left', async () => {
    const draft = await propose('typed-discard');
    const before = given(await asReviewer.GET('/api/v1/drafts/count'));
    const discarded = given(
      await asReviewer.POST('/api/v1/drafts/{id}/discard', {
        params: { path: { id: draft.id }, header: named },
        body: { reason: 'duplicate', message: 'there is one' },
      }),
    );
    expect(discarded.draft.status).toBe('discarded');
    const after = given(await asReviewer.GET('/api/v1/drafts/count'));
    expect(after.pending).toBe(before.pending - 1);
  });

  it('proposes the inverse of what was applied, and once more what was discarded', async () => {
    const { id } = await propose('typed-revert');
    const shown = given(await asReviewer.GET('/api/v1/drafts/{id}', { params: { path: { id } } }));
    const { proposed_spec_digest, lock_version } = shown;
    const params = { path: { id }, header: named };
    given(
      await asReviewer.POST('/api/v1/drafts/{id}/apply', {
        params,
        body: { proposed_spec_digest, lock_version },
      }),
    );
    const body = { rationale: 'it is not wanted any more' };
    const inverse = given(await asReviewer.POST('/api/v1/drafts/{id}/revert', { params, body }));
    expect(inverse).toMatchObject({ applied: false, draft: { status: 'pending' } });
    expect(inverse.draft.id).not.toBe(id);
    const again = { path: { id: inverse.draft.id }, header: named };
    given(
      await asReviewer.POST('/api/v1/drafts/{id}/discard', { params: again, body: { reason: 'duplicate' } }),
    );
    const restored = given(await asReviewer.POST('/api/v1/drafts/{id}/restore', { params: again, body: {} }));
    expect(restored.draft).toMatchObject({ operation: inverse.draft.operation, status: 'pending' });
  });

  it('reads what was announced, and sends again what did not arrive', async () => {
    const operator = { ...person.tenant.system, name: 'operator' };
    accepted(await setControlPlane(operator, 'https://control.acme.com/'));
    accepted(await apply(reviewer, await proposed(agent, { name: 'typed-delivery' })));
    const { items } = given(await asAgent.GET('/api/v1/deliveries'));
    const path = { id: items[0]?.id ?? '' };
    await withTenant(
      person.tenant.system,
      ({ sql }) => sql`
        update deliveries set state = 'dead', finished_at = now(), next_attempt_at = null
        where tenant_id = current_tenant() and id = ${path.id}`,
    );
    expect(given(await asReviewer.GET('/api/v1/deliveries/{id}', { params: { path } })).state).toBe('dead');
    given(
      await asReviewer.POST('/api/v1/deliveries/{id}/retry', { params: { path, header: named }, body: {} }),
    );
    expect(given(await asAgent.GET('/api/v1/deliveries/{id}', { params: { path } })).state).toBe('pending');
  });

  it('shows how long drafts live, and sets it', async () => {
    const admin = await makeSession(await makePerson(person.tenant, 'admin'));
    const asAdmin = await clientOf(admin);
    const seen = given(await asReviewer.GET('/api/v1/settings/drafts'));
    const header = { 'X-User-Id': admin.userId };
    const body = { ...seen, ttl_hours: seen.ttl_hours - 1, seen };
    const set = given(await asAdmin.PUT('/api/v1/settings/drafts', { params: { header }, body }));
    expect(set.ttl_hours).toBe(seen.ttl_hours - 1);
  });

  it('logs a terminal in, which says who asks, waits for the browser, and logs out', async () => {
    const anybody = clientWith({});
    const started = given(
      await anybody.POST('/api/v1/device', { body: { client_name: 'typed', host_name: 'bastion-2' } }),
    );
    accepted(await decideDeviceLogin(reviewer, { userCode: started.user_code, approve: true }));
    const { access_token } = given(
      await anybody.POST('/api/v1/device/token', {
        body: {
          grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
          device_code: started.device_code,
        },
      }),
    );
    const terminal = clientWith({ authorization: `Bearer ${access_token}` });
    const session = given(await terminal.GET('/api/v1/session'));
    expect(session).toMatchObject({ kind: 'cli', user: { id: reviewer.userId, role: 'reviewer' } });
    const { id, proposed_spec_digest } = await propose('typed-terminal');
    const params = { path: { id }, query: { proposed_spec_digest } };
    const confirmation = given(await terminal.GET('/api/v1/drafts/{id}/confirmation', { params }));
    expect(confirmation.state).toBe('none');
    given(await terminal.POST('/api/v1/session/end', { body: {} }));
    expect((await terminal.GET('/api/v1/session')).response.status).toBe(401);
  });

  it('asks whether the product is ready, and what it can do', async () => {
    const anybody = clientWith({});
    expect(given(await anybody.GET('/api/v1/health'))).toHaveProperty('status');
    expect(given(await anybody.GET('/api/v1/openapi.json'))).toHaveProperty('openapi', '3.1.0');
  });

  it('takes the proof of a record away, the signed head, and that the log only grew', async () => {
    const { items } = given(await asAgent.GET('/api/v1/evidence', { params: { query: { limit: 1 } } }));
    const params = { path: { id: items[0]?.id ?? '' } };
    const { proof } = evidenceProofSchema.parse(
      given(await asAgent.GET('/api/v1/evidence/{id}/proof', { params })),
    );
    const log = given(await asReviewer.GET('/api/v1/log'));
    expect(log).toMatchObject({ size: proof.size, verifier_key: proof.verifier_key });
    const query = { from: 1, to: 2 };
    const grew = given(await asAgent.GET('/api/v1/log/consistency', { params: { query } }));
    expect(grew).toMatchObject({ ...query, checkpoint: log.checkpoint, hashes: { length: 1 } });
  });

  it('takes evidence away in bulk, and an apply as a statement', async () => {
    const applied = await proposed(agent, { name: 'typed-stated' });
    const { evidence } = accepted(await apply(reviewer, applied));
    const stated = { params: { path: { id: evidence.id } } };
    const { payloadType } = given(await asAgent.GET('/api/v1/evidence/{id}/statement', stated));
    expect(payloadType).toBe('application/vnd.in-toto+json');
    const asked = given(await asReviewer.POST('/api/v1/bundles', { body: { draft_id: applied.id } }));
    expect(asked).toMatchObject({ status: 'waiting', file: null });
    const { items } = given(await asReviewer.GET('/api/v1/bundles'));
    expect(items.map(({ id }) => id)).toEqual([asked.id]);
    await makeAll(reviewer.tenantId);
    const made = given(await asReviewer.GET('/api/v1/bundles/{id}', { params: { path: { id: asked.id } } }));
    expect(made).toMatchObject({ status: 'ready', done: 3, total: 3, broken: null });
  });

  it('is refused with a code that it knows', async () => {
    const draft = await propose('typed-refused');
    const { error, response } = await asAgent.POST('/api/v1/drafts/{id}/apply', {
      params: { path: { id: draft.id }, header: named },
      body: { proposed_spec_digest: draft.proposed_spec_digest, lock_version: draft.lock_version },
    });
    expect(response.status).toBe(403);
    expect(error?.code).toBe('MCP_CANNOT_APPLY');
    const missing = await asReviewer.GET('/api/v1/drafts/{id}', {
      params: { path: { id: 'drf_01J00000000000000000000000' } },
    });
    expect(missing.error?.code).toBe('DRAFT_NOT_FOUND');
    expectTypeOf(missing.error).toExtend<components['schemas']['Problem'] | undefined>();
  });

  it('is told by the types what apply needs', () => {
    type Apply = paths['/api/v1/drafts/{id}/apply']['post'];
    expectTypeOf<Apply['parameters']['header']>().toHaveProperty('X-User-Id').toEqualTypeOf<string>();
    type Body = Apply['requestBody']['content']['application/json'];
    expectTypeOf<Body['lock_version']>().toEqualTypeOf<number>();
    expectTypeOf<Body['proposed_spec_digest']>().toEqualTypeOf<string>();
  });
});

it('every operation but those about agents, and those that stream, has answered a client as described', () => {
  expect([...answered].toSorted()).toEqual([...described(false), 'GET /api/v1/openapi.json'].toSorted());
});

const counted = (status: number, body: unknown) =>
  unlikeDescribed('GET', '/api/v1/drafts/count', Response.json(body, { status }));

describe('the judge of answers', () => {
  it('finds a field too many, one too few, and a status that nobody described', async () => {
    expect(await counted(200, { version: 1, pending: 1 })).toEqual([]);
    expect(await counted(200, { version: 1, pending: 1, secret: 1 })).toHaveLength(1);
    expect(await counted(200, { version: 1 })).toHaveLength(1);
    expect(await counted(418, {})).toEqual([expect.stringContaining('is not described')]);
  });
});
