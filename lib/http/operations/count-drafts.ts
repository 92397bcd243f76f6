import { z } from 'zod';
import { accept } from '@/lib/domain/refusal';
import { countPending } from '@/lib/use-cases/drafts/count-pending';
import { countersExample } from '../examples';
import { actorOf, type Operation } from '../operation';

const countersSchema = z.object({
  version: z.int().describe('Grows with every change of the tenant'),
  pending: z.int().describe('Drafts that wait for a decision now'),
});

export const countDrafts: Operation = {
  name: 'countDrafts',
  tool: 'draft_list',
  method: 'GET',
  path: '/api/v1/drafts/count',
  summary: 'Count the drafts that wait for a decision',
  answer: { status: 200, description: 'The counters', schema: countersSchema, example: countersExample },
  refusals: [],
  run: async (call) => {
    const counted = await countPending(actorOf(call));
    if (!counted.ok) return counted;
    const { version, pending } = counted.value;
    return accept({ body: { version, pending } });
  },
};
