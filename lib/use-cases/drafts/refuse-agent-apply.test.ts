import { describe, expect, it } from 'vitest';
import { newId } from '@/db/new-id';
import { makeKey, makeTeam } from '@/db/testing/fixtures';
import { eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { codeOf } from '@/lib/use-cases/testing/result';
import { refuseAgentApply } from './refuse-agent-apply';

const { person, reviewer, agent } = await makeTeam();

describe('refuseAgentApply', () => {
  it('always refuses, and leaves one leaf per key, draft and hour however often it is tried', async () => {
    const draft = await propose(agent, { name: 'tried' });
    for (let n = 0; n < 5; n += 1)
      expect(codeOf(await refuseAgentApply(agent, draft.id))).toBe('MCP_CANNOT_APPLY');
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
  });

  it('leaves a leaf for each of ten drafts, and none beyond', async () => {
    const { agent: other } = await makeKey(person);
    const ids = Array.from({ length: 12 }, () => newId('drf'));
    await Promise.all(ids.map((id) => refuseAgentApply(other, id)));
    const events = await Promise.all(ids.map((id) => eventsOf(reviewer, id)));
    expect(events.flat()).toHaveLength(10);
  });

  it('leaves a leaf for each key', async () => {
    const draft = await propose(agent, { name: 'tried-by-others' });
    for (let n = 0; n < 2; n += 1) await refuseAgentApply((await makeKey(person)).agent, draft.id);
    expect(await eventsOf(reviewer, draft.id)).toHaveLength(3);
  });
});
