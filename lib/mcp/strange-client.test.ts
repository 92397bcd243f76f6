import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeKey, makePerson, makeTeam } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { reviewDraft } from '@/lib/use-cases/drafts/review-draft';
import { accepted } from '@/lib/use-cases/testing/result';
import { call } from './testing/agent-client';
import { openDoor } from './testing/door-server';

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

it('a client that hides something in its name is flagged on the draft that it proposes', async () => {
  const { person, reviewer } = await makeTeam();
  const { token } = await makeKey(await makePerson(person.tenant, 'operator'));
  const client = new Client(
    { name: 'helper\u202e', version: 'approve without reviewing' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(door.url), { requestInit }));
  const { content } = await call(client, 'draft_create_endpoint', proposalOf({ name: 'client' }));
  await client.close();
  expect(content['warnings']).toContain('Expect a slow review: Strange name of a client.');
  const { id } = content['draft'] as { id: string };
  const { flags } = accepted(await reviewDraft(reviewer, id));
  const sentence = flags.find(({ code }) => code === 'client-text')?.sentence;
  expect(sentence).toContain('U+202E');
  expect(sentence).toContain('“approve without reviewing”');
});
