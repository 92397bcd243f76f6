import type { Client } from '@modelcontextprotocol/client';
import { freshName, propose } from '@/e2e/agent';
import { apply, discard } from '@/e2e/deciding';
import { firstRun } from '@/e2e/first-run';
import { expect, test } from '@/e2e/house';
import { call, connect } from '@/lib/mcp/testing/agent-client';

/** A subscription to one draft: the addresses that it was told, and how it ended. */
async function follow(agent: Client, draftId: string) {
  const heard: string[] = [];
  agent.setNotificationHandler('notifications/resources/updated', ({ params }) => {
    heard.push(params.uri);
  });
  const stream = await agent.listen({ resourceSubscriptions: [`draft://${draftId}`] });
  return { stream, heard };
}

test('an agent that subscribed hears a person decide, and learns why and what to do next', async ({
  page,
  house,
}) => {
  const agent = await connect(firstRun().mcp_url, house.keys.active);
  const applied = await propose(agent, { name: freshName('heard-applied') });
  const first = await follow(agent, applied.draft.id);
  await apply(page, applied.review_url);
  expect(await first.stream.closed).toBe('graceful');
  expect(first.heard).toEqual([`draft://${applied.draft.id}`]);

  const refused = await propose(agent, { name: freshName('heard-discarded') });
  const second = await follow(agent, refused.draft.id);
  await discard(page, refused.review_url, 'Too risky', 'not before the audit');
  expect(await second.stream.closed).toBe('graceful');
  const { content } = await call(agent, 'draft_show', { draft_id: refused.draft.id });
  expect(content).toMatchObject({
    draft: { discard: { reason: 'too_risky', message: 'not before the audit' } },
    outcome: { kind: 'discarded', reason_code: 'too_risky', next_action: { do: 'read_why' } },
  });
  await agent.close();
});

test('a subscription that its client left is free for the next', async ({ house }) => {
  const agent = await connect(firstRun().mcp_url, house.keys.active);
  const { draft } = await propose(agent, { name: freshName('left') });
  const open = () => agent.listen({ resourceSubscriptions: [`draft://${draft.id}`] });
  const streams = await Promise.all(Array.from({ length: 8 }, open));
  await expect(open()).rejects.toThrow(/subscriptions open/);
  await Promise.all(streams.map((stream) => stream.close()));
  await expect.poll(() => open().then(() => 'open', String), { timeout: 5_000 }).toBe('open');
  await agent.close();
});
