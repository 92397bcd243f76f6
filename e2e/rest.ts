import { type APIRequestContext, expect } from '@playwright/test';
import { z } from 'zod';
import { type Created, createdSchema } from '@/e2e/agent';
import { firstRun } from '@/e2e/first-run';
import type { Person } from '@/e2e/matrix/seed';

const appliedSchema = z.object({ resource: z.object({ id: z.string() }) });
const stoppedSchema = z.object({ stop: z.object({ id: z.string(), subject_name: z.string() }) });
const asPerson = (person: Person) => ({ origin: new URL(firstRun().url).origin, 'x-user-id': person.id });

/** Applies over REST with the session of `request`, for tests that need the result and not the way there. */
export async function applyByRest(
  request: APIRequestContext,
  person: Person,
  { draft }: Created,
): Promise<string> {
  const answer = await request.post(`/api/v1/drafts/${draft.id}/apply`, {
    headers: asPerson(person),
    data: { proposed_spec_digest: draft.proposed_spec_digest, lock_version: draft.lock_version },
  });
  expect(answer.status()).toBe(200);
  return appliedSchema.parse(await answer.json()).resource.id;
}

export async function discardByRest(
  request: APIRequestContext,
  person: Person,
  { draft }: Created,
  message: string,
): Promise<void> {
  const answer = await request.post(`/api/v1/drafts/${draft.id}/discard`, {
    headers: asPerson(person),
    data: { reason: 'duplicate', message },
  });
  expect(answer.status()).toBe(200);
}

/** Proposes by hand, with a person's session. */
export async function proposeByRest(request: APIRequestContext, person: Person, spec: unknown) {
  const data = { type: 'endpoint', spec, rationale: 'by hand' };
  const answer = await request.post('/api/v1/drafts', { headers: asPerson(person), data });
  expect(answer.status()).toBe(201);
  return createdSchema.parse(await answer.json());
}

/** Reports a run with its agent's key, and no session beside it. */
export async function reportRun(key: string, runId: string, report: unknown): Promise<void> {
  const answer = await fetch(new URL(`/api/v1/runs/${encodeURIComponent(runId)}/report`, firstRun().url), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(report),
  });
  expect(answer.status).toBe(201);
}

/** Stops something with the session of `request`. */
export async function stopByRest(
  request: APIRequestContext,
  data: { scope: 'tenant' | 'key' | 'tool' | 'run'; subject?: string },
): Promise<{ id: string; subject_name: string }> {
  const headers = { origin: new URL(firstRun().url).origin };
  const answer = await request.post('/api/v1/stops', { headers, data });
  expect(answer.status()).toBe(200);
  return stoppedSchema.parse(await answer.json()).stop;
}
