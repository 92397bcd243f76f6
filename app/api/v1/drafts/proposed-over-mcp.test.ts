import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Human } from '@/lib/domain/actor';
import { draftDetailSchema } from '@/lib/domain/wire/draft-detail-wire';
import { draftSchema } from '@/lib/domain/wire/draft-wire';
import { evidenceSchema } from '@/lib/domain/wire/evidence-wire';
import { ask } from '@/lib/http/testing/ask';
import { call, connect } from '@/lib/mcp/testing/agent-client';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { GET as showEndpoint } from '../endpoints/[id]/route';
import { GET as listEvidence } from '../evidence/route';
import { POST as applyDraft } from './[id]/apply/route';
import { POST as discardDraft } from './[id]/discard/route';
import { GET as showDraft } from './[id]/route';
import { GET as listDrafts } from './route';

let door: Awaited<ReturnType<typeof openDoor>>;
let reviewer: Human;
let key: TestKey;

beforeAll(async () => {
  door = await openDoor();
  const person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  key = await makeKey(person);
});
afterAll(() => door.close());

const createdSchema = z.object({ draft: z.object({ id: z.string() }) });

/** Proposes with the official client and answers what a person reads of it over REST. */
async function proposed(name: string, rest: Record<string, unknown> = {}) {
  const client = await connect(door.url, key.token);
  const { content } = await call(client, 'draft_create_endpoint', proposalOf({ name }, rest));
  await client.close();
  return shown(createdSchema.parse(content).draft.id);
}

async function shown(id: string) {
  const path = `/api/v1/drafts/${id}`;
  return draftDetailSchema.parse((await ask(showDraft, { path, params: { id }, as: reviewer })).body);
}

const decide = (handler: typeof applyDraft, id: string, body: unknown) =>
  ask(handler, {
    path: `/api/v1/drafts/${id}/decision`,
    params: { id },
    as: reviewer,
    headers: { 'x-user-id': reviewer.userId },
    body,
  });

async function evidenceOf(id: string) {
  const { body } = await ask(listEvidence, { path: `/api/v1/evidence?draft_id=${id}`, as: reviewer });
  const { items } = z.object({ items: z.array(evidenceSchema) }).parse(body);
  return (event: string) => items.filter((item) => item.event === event);
}

/** RFC 8785 for what these specs hold, written again: keys in order, no spaces. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

it('a new draft waits, says who proposed it and when, and when it ends', async () => {
  const draft = await proposed('who-and-when', { ttl_hours: 2 });
  expect(draft).toMatchObject({
    status: 'pending',
    type: 'endpoint',
    created_by: { kind: 'agent', id: key.agent.keyId, name: key.agent.name },
  });
  for (const at of [draft.created_at, draft.expires_at]) {
    expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  }
  expect(Date.parse(draft.expires_at) - Date.parse(draft.created_at)).toBe(2 * 3_600_000);
  const { body } = await ask(listDrafts, { path: '/api/v1/drafts?status=pending', as: reviewer });
  const { items } = z.object({ items: z.array(draftSchema) }).parse(body);
  expect(items.find(({ id }) => id === draft.id)).toMatchObject({
    type: 'endpoint',
    created_by: draft.created_by,
    created_at: draft.created_at,
    expires_at: draft.expires_at,
  });
});

it('the stored spec is what was submitted and the defaults, and its digest is its SHA-256', async () => {
  const draft = await proposed('whole-spec');
  expect(draft.proposed_spec).toEqual({
    ...proposalOf({ name: 'whole-spec' }).spec,
    events: ['*'],
    headers: {},
    ip_allowlist: [],
    labels: {},
    enabled: true,
    timeout_seconds: 30,
    max_payload_bytes: 262_144,
    retry: { max_attempts: 5, backoff: 'exponential', initial_seconds: 1, max_seconds: 60 },
  });
  const digest = `sha256:${createHash('sha256').update(canonical(draft.proposed_spec)).digest('hex')}`;
  expect(draft.proposed_spec_digest).toBe(digest);
  const [created, ...more] = (await evidenceOf(draft.id))('draft_created');
  expect(more).toEqual([]);
  expect(created?.payload).toEqual({
    draft_id: draft.id,
    type: draft.type,
    created_by: { kind: 'agent', id: key.agent.keyId },
    channel: 'mcp',
    created_at: draft.created_at,
    proposed_spec_digest: digest,
  });
});

it('an applied draft has the evidence of who, when and what, linked to that of its proposal', async () => {
  const draft = await proposed('applied-evidence');
  const { id, proposed_spec_digest, lock_version } = draft;
  expect((await decide(applyDraft, id, { proposed_spec_digest, lock_version })).status).toBe(200);
  const events = await evidenceOf(id);
  const applied = (await shown(id)).applied;
  const resource = applied?.resource ?? { id: '' };
  expect(events('draft_applied').map(({ payload }) => payload)).toEqual([
    {
      draft_id: id,
      applied_by: reviewer.userId,
      applied_at: applied?.at,
      resource_created: resource,
      acknowledged_flags: [],
      previous_digest: events('draft_created')[0]?.leaf_hash,
    },
  ]);
  const path = `/api/v1/endpoints/${resource.id}`;
  expect(await ask(showEndpoint, { path, params: { id: resource.id }, as: reviewer })).toMatchObject({
    status: 200,
    body: { name: 'applied-evidence' },
  });
});

it('a discarded draft keeps who discarded it, when and why', async () => {
  const { id, created_at } = await proposed('discarded-by-whom');
  const why = { reason: 'wrong_target', message: 'that host is not ours' };
  expect((await decide(discardDraft, id, why)).status).toBe(200);
  const { status, discard } = await shown(id);
  expect({ status, discard }).toMatchObject({
    status: 'discarded',
    discard: { by: { kind: 'human', id: reviewer.userId, name: reviewer.name }, ...why },
  });
  expect(Date.parse(discard?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(created_at));
});
