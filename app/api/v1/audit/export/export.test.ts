import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { config } from '@/lib/config';
import type { Human, Role } from '@/lib/domain/actor';
import { entryHashOf, firstPrevHash } from '@/lib/domain/calls/chain';
import { ocsfProblems } from '@/lib/domain/calls/export/testing/ocsf-problems';
import { sessionCookie } from '@/lib/http/testing/ask';
import { dispatch } from '@/lib/http/testing/dispatch';
import { askBundle } from '@/lib/use-cases/bundles/ask-bundle';
import { accepted } from '@/lib/use-cases/testing/result';

const people = new Map<Role, Human>();
let stranger: Human;

beforeAll(async () => {
  const tenant = await makeTenant();
  for (const role of ['viewer', 'reviewer', 'operator', 'admin'] as const) {
    people.set(role, await makeSession(await makePerson(tenant, role)));
  }
  stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
  for (const role of ['viewer', 'admin'] as const) accepted(await askBundle(person(role), {}, null));
});
const person = (role: Role): Human => people.get(role) ?? expect.fail('nobody');

async function exported(human: Human, query = ''): Promise<Response> {
  const url = new URL(`/api/v1/audit/export${query}`, config().publicUrl);
  const headers = { host: url.host, cookie: await sessionCookie(human) };
  return dispatch(new Request(url, { headers }));
}
const linesOf = async (answer: Response) =>
  (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) =>
      z.looseObject({ prev_hash: z.string(), entry_hash: z.string() }).partial().parse(JSON.parse(line)),
    );

it('streams what people changed as lines that verify offline', async () => {
  const answer = await exported(person('operator'));
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
  const lines = await linesOf(answer);
  expect(lines.map((line) => line['type'])).toEqual([
    'tenant_created',
    ...people.keys().map(() => 'person_added'),
    'evidence_bundle_requested',
    'evidence_bundle_requested',
  ]);
  let last = firstPrevHash;
  for (const { prev_hash, entry_hash, ...entry } of lines) {
    expect(prev_hash).toBe(last);
    expect(entryHashOf(last, entry)).toBe(entry_hash);
    last = entry_hash ?? '';
  }
});

it('is OCSF of the published schema for a SIEM, and takes a span of time', async () => {
  const lines = await linesOf(await exported(person('admin'), '?format=ocsf'));
  expect(lines).toHaveLength(1 + people.size + 2);
  expect(lines.flatMap(ocsfProblems)).toEqual([]);
  const later = await exported(person('admin'), '?since=2100-01-01T00:00:00Z');
  expect([later.status, await later.text()]).toEqual([200, '']);
});

it('is for operators and admins, of their own tenant, in formats that it knows', async () => {
  for (const role of ['viewer', 'reviewer'] as const) expect((await exported(person(role))).status).toBe(403);
  const ofStranger = await linesOf(await exported(stranger));
  expect(new Set(ofStranger.map((line) => line['tenant_id']))).toEqual(new Set([stranger.tenantId]));
  expect((await exported(person('admin'), '?format=cef')).status).toBe(422);
});
