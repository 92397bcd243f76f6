import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDueDrafts } from '@/db/testing/due-drafts';
import { makeKey, makePerson, makeSession, makeTenant, type TestKey } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import { ask } from '@/lib/http/testing/ask';
import { call, connect } from '@/lib/mcp/testing/agent-client';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { confirmForTerminal } from '@/lib/use-cases/drafts/confirm-for-terminal';
import { sweepTenants } from '@/lib/use-cases/sweep/sweep';
import { GET as listEvidence } from '../../evidence/route';
import { POST as applyDraft } from './apply/route';
import { GET as showConfirmation } from './confirmation/route';
import { POST as discardDraft } from './discard/route';
import { POST as restoreDraft } from './restore/route';
import { POST as revertDraft } from './revert/route';
import { GET as showDraft } from './route';

let door: Awaited<ReturnType<typeof openDoor>>;
let reviewer: Human;
let stranger: Human;
let key: TestKey;
let purged: string;
const never = 'drf_01J2ZZZZZZZZZZZZZZZZZZZZZZ';

beforeAll(async () => {
  door = await openDoor();
  const person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  key = await makeKey(person);
  stranger = await makeSession(await makePerson(await makeTenant(), 'reviewer'));
  purged = (await makeDueDrafts(person.tenant.system, 1, 100))[0] ?? '';
  const here = async () => [person.tenant.id];
  await sweepTenants({ onFault: () => {} }, here, here);
});
afterAll(() => door.close());

const seen = { proposed_spec_digest: `sha256:${'0'.repeat(64)}`, lock_version: 1 };
const doors = [
  ['GET', showDraft, undefined],
  ['POST apply', applyDraft, seen],
  ['POST discard', discardDraft, { reason: 'other' }],
  ['POST revert', revertDraft, {}],
  ['POST restore', restoreDraft, {}],
] as const;

it.each(doors)('REST %s answers 410 with the way to its evidence', async (_name, handler, body) => {
  const answer = await ask(handler, {
    path: `/api/v1/drafts/${purged}`,
    params: { id: purged },
    as: reviewer,
    headers: { 'x-user-id': reviewer.userId },
    ...(body && { body }),
  });
  expect(answer).toMatchObject({
    status: 410,
    body: { code: 'DRAFT_PURGED', evidence: `/api/v1/evidence?draft_id=${purged}` },
  });
});

it.each(doors)(
  'REST %s answers 404 for what never was, and to another tenant',
  async (_name, handler, body) => {
    for (const [id, as] of [
      [never, reviewer],
      [purged, stranger],
    ] as const) {
      const answer = await ask(handler, {
        path: `/api/v1/drafts/${id}`,
        params: { id },
        as,
        headers: { 'x-user-id': as.userId },
        ...(body && { body }),
      });
      expect(answer).toMatchObject({ status: 404, body: { code: 'DRAFT_NOT_FOUND' } });
    }
  },
);

it('its evidence is read as before, where the answer says', async () => {
  const { body } = await ask(listEvidence, { path: `/api/v1/evidence?draft_id=${purged}`, as: reviewer });
  const { items } = body as { items: { event: string }[] };
  expect(items.map(({ event }) => event)).toEqual(['draft_purged', 'draft_expired', 'draft_created']);
});

it('MCP says the same to a tool and to a resource', async () => {
  const client = await connect(door.url, key.token);
  const shown = await call(client, 'draft_show', { draft_id: purged });
  expect(shown.code).toBe('DRAFT_PURGED');
  expect(shown.content).toMatchObject({
    error: {
      evidence: `/api/v1/evidence?draft_id=${purged}`,
      hint: expect.stringContaining('evidence_list'),
    },
  });
  expect((await call(client, 'draft_discard', { draft_id: purged, reason: 'other' })).code).toBe(
    'DRAFT_PURGED',
  );
  expect((await call(client, 'draft_show', { draft_id: never })).code).toBe('DRAFT_NOT_FOUND');
  await expect(client.readResource({ uri: `draft://${purged}` })).rejects.toMatchObject({
    data: expect.objectContaining({ code: 'DRAFT_PURGED' }),
  });
  await client.close();
});

it('neither a confirmation for a terminal nor its state is asked of what is gone', async () => {
  const digest = seen.proposed_spec_digest;
  const confirm = (draftId: string, as: Human) =>
    confirmForTerminal(as, { draftId, proposedSpecDigest: digest, lockVersion: 1, acknowledgedFlags: [] });
  const state = (id: string, as: Human) =>
    ask(showConfirmation, {
      path: `/api/v1/drafts/${id}/confirmation?proposed_spec_digest=${digest}`,
      params: { id },
      as,
    });
  const evidence = `/api/v1/evidence?draft_id=${purged}`;
  expect(await confirm(purged, reviewer)).toMatchObject({ refusal: { code: 'DRAFT_PURGED', evidence } });
  const gone = { status: 410, body: { code: 'DRAFT_PURGED', evidence } };
  expect(await state(purged, reviewer)).toMatchObject(gone);
  for (const [id, as] of [
    [never, reviewer],
    [purged, stranger],
  ] as const) {
    expect(await confirm(id, as)).toMatchObject({ refusal: { code: 'DRAFT_NOT_FOUND' } });
    expect(await state(id, as)).toMatchObject({ status: 404, body: { code: 'DRAFT_NOT_FOUND' } });
  }
});
