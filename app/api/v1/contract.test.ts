import createClient from 'openapi-fetch';
import { beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { withTenant } from '@/db/tenant';
import {
  makeKey,
  makePerson,
  makeSession,
  makeTenant,
  type TestKey,
  type TestPerson,
} from '@/db/testing/fixtures';
import { endpointSpec } from '@/db/testing/proposals';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';
import { operations } from '@/lib/http/operations';
import { sessionCookie } from '@/lib/http/testing/ask';
import type { components, paths } from '@/lib/http/testing/contract.gen';
import { unlikeDescribed } from '@/lib/http/testing/described-answer';
import { dispatch } from '@/lib/http/testing/dispatch';
import { setControlPlane } from '@/lib/use-cases/deliveries/set-control-plane';
import { decideDeviceLogin } from '@/lib/use-cases/device/decide-device-login';
import { accepted, apply, propose as proposed } from '@/lib/use-cases/testing/acts';
import { newKey } from '@/lib/use-cases/testing/keys';
import { recorded } from '@/lib/use-cases/testing/recorded';

vi.hoisted(() => {
  process.env['DELIVERY_KEY'] = 'a-delivery-key-for-tests-0123456789';
});

let person: TestPerson;
let reviewer: Human;
let key: TestKey;
let asAgent: ReturnType<typeof clientWith>;
let asReviewer: ReturnType<typeof clientWith>;
/** The operations whose promised answer a client has got. */
const answered = new Set<string>();

beforeAll(async () => {
  person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  key = await makeKey(person);
  asAgent = clientWith({ authorization: `Bearer ${key.token}` });
  const { origin } = new URL(config().publicUrl);
  asReviewer = clientWith({ cookie: await sessionCookie(reviewer), origin });
});

/** The client that the description promises. Every answer that it gets is held to the description. */
function clientWith(headers: Record<string, string>) {
  const { origin, host } = new URL(config().publicUrl);
  const client = createClient<paths>({ baseUrl: origin, headers: { host, ...headers }, fetch: dispatch });
  client.use({
    async onResponse({ request, response, schemaPath }) {
      expect(await unlikeDescribed(request.method, schemaPath, response)).toEqual([]);
      if (response.ok) answered.add(`${request.method} ${schemaPath}`);
    },
  });
  return client;
}

function given<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(`refused: ${JSON.stringify(error)}`);
  return data;
}

const proposal = (name: string) => ({
  type: 'endpoint' as const,
  spec: endpointSpec({ name }),
  rationale: 'the contract is being tried',
});
const propose = async (name: string) =>
  given(await asAgent.POST('/api/v1/drafts', { body: proposal(name) })).draft;
const named = () => ({ 'X-User-Id': reviewer.userId });

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
        params: { path, header: named() },
        body: { proposed_spec_digest: shown.proposed_spec_digest, lock_version: shown.lock_version },
      }),
    );
    expect(applied.draft.status).toBe('applied');
    const log = given(
      await asReviewer.GET('/api/v1/evidence', { params: { query: { draft_id: draft.id } } }),
    );
    expect(log.items.map(({ event }) => event)).toEqual(['draft_applied', 'draft_created']);
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
        params: { path: { id: draft.id }, header: named() },
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
    const params = { path: { id }, header: named() };
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
    const again = { path: { id: inverse.draft.id }, header: named() };
    given(
      await asReviewer.POST('/api/v1/drafts/{id}/discard', { params: again, body: { reason: 'duplicate' } }),
    );
    const restored = given(await asReviewer.POST('/api/v1/drafts/{id}/restore', { params: again, body: {} }));
    expect(restored.draft).toMatchObject({ operation: inverse.draft.operation, status: 'pending' });
  });

  it('reads what was announced, and sends again what did not arrive', async () => {
    const operator = { ...person.tenant.system, name: 'operator' };
    accepted(await setControlPlane(operator, 'https://control.acme.com/'));
    accepted(await apply(reviewer, await proposed(key.agent, { name: 'typed-delivery' })));
    const { items } = given(await asAgent.GET('/api/v1/deliveries'));
    const path = { id: items[0]?.id ?? '' };
    await withTenant(
      person.tenant.system,
      ({ sql }) => sql`
        update deliveries set state = 'dead', finished_at = now(), next_attempt_at = null
        where tenant_id = current_tenant() and id = ${path.id}`,
    );
    expect(given(await asReviewer.GET('/api/v1/deliveries/{id}', { params: { path } })).state).toBe('dead');
    const header = named();
    given(await asReviewer.POST('/api/v1/deliveries/{id}/retry', { params: { path, header }, body: {} }));
    expect(given(await asAgent.GET('/api/v1/deliveries/{id}', { params: { path } })).state).toBe('pending');
  });

  it('reads what an agent asked for, and reviews its run', async () => {
    await recorded(key.agent, {
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
    expect(given(await asReviewer.GET('/api/v1/runs/{id}', { params })).calls.total).toBe(1);
    const packet = given(await asReviewer.GET('/api/v1/runs/{id}/packet', { params }));
    expect(packet).toMatchObject({ tests: { passed: 1 } });
    expect(given(await asReviewer.GET('/api/v1/runs/{id}/incident', { params })).sections).toHaveLength(11);
  });

  it('shows how long drafts live, and sets it', async () => {
    const admin = await makeSession(await makePerson(person.tenant, 'admin'));
    const { origin } = new URL(config().publicUrl);
    const asAdmin = clientWith({ cookie: await sessionCookie(admin), origin });
    const seen = given(await asReviewer.GET('/api/v1/settings/drafts'));
    const header = { 'X-User-Id': admin.userId };
    const body = { ...seen, ttl_hours: seen.ttl_hours - 1, seen };
    const set = given(await asAdmin.PUT('/api/v1/settings/drafts', { params: { header }, body }));
    expect(set.ttl_hours).toBe(seen.ttl_hours - 1);
  });

  it('adds a rule to the policy, tries it, and removes it', async () => {
    const operator = await makeSession(await makePerson(person.tenant, 'operator'));
    const { origin } = new URL(config().publicUrl);
    const asOperator = clientWith({ cookie: await sessionCookie(operator), origin });
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
    const call = { key_id: key.agent.keyId, tool: 'draft_list' as const, run_id: 'typed' };
    const tried = given(await asOperator.POST('/api/v1/policy/decide', { params: { header }, body: call }));
    expect(tried).toMatchObject({ effect: 'deny', rule_id: id });
    const params = { path: { id }, header };
    expect(given(await asOperator.DELETE('/api/v1/policy/rules/{id}', { params })).rule_id).toBe(id);
  });

  it('stops a run, shows it, and lets it go on', async () => {
    const { stop } = given(
      await asReviewer.POST('/api/v1/stops', {
        params: { header: named() },
        body: { scope: 'run', subject: 'typed-run' },
      }),
    );
    const { items } = given(await asReviewer.GET('/api/v1/stops'));
    expect(items[0]).toEqual(stop);
    const operator = await makeSession(await makePerson(person.tenant, 'operator'));
    const { origin } = new URL(config().publicUrl);
    const asOperator = clientWith({ cookie: await sessionCookie(operator), origin });
    const resumed = given(
      await asOperator.POST('/api/v1/stops/{id}/release', {
        params: { path: { id: stop.id }, header: { 'X-User-Id': operator.userId } },
        body: { reason: 'It was a drill', confirm: stop.subject_name },
      }),
    );
    expect(resumed.stop).toMatchObject({ state: 'released', released: { by: { id: operator.userId } } });
  });

  it('issues an agent key, changes, stops, rotates and ends it', async () => {
    const operator = await makeSession(await makePerson(person.tenant, 'operator'));
    const { origin } = new URL(config().publicUrl);
    const asOperator = clientWith({ cookie: await sessionCookie(operator), origin });
    const header = { 'X-User-Id': operator.userId };
    const made = given(await asOperator.POST('/api/v1/keys', { params: { header }, body: newKey }));
    const params = { path: { id: made.key.id }, header };
    const change = { revision: made.key.revision, burst: 5 };
    expect(given(await asOperator.PATCH('/api/v1/keys/{id}', { params, body: change })).key.burst).toBe(5);
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

  it('is refused with a code that it knows', async () => {
    const draft = await propose('typed-refused');
    const { error, response } = await asAgent.POST('/api/v1/drafts/{id}/apply', {
      params: { path: { id: draft.id }, header: named() },
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

it('every operation has answered a client as described, but the two that stream', () => {
  const described = operations
    .filter(({ answer }) => answer.mediaType === undefined)
    .map(({ method, path }) => `${method} ${path.replaceAll('[', '{').replaceAll(']', '}')}`);
  expect([...answered].toSorted()).toEqual([...described, 'GET /api/v1/openapi.json'].toSorted());
  expect(operations.length - described.length).toBe(2);
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
