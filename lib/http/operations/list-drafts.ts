import { accept } from '@/lib/domain/refusal';
import { draftSchema, toDraftWire } from '@/lib/domain/wire/draft-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { toPage } from '@/lib/door/page';
import { listDrafts as list, listDraftsSchema } from '@/lib/use-cases/drafts/list-drafts';
import { pendingExample } from '../examples';
import { actorOf, type Operation } from '../operation';

export const listDrafts: Operation = {
  name: 'listDrafts',
  tool: 'draft_list',
  method: 'GET',
  path: '/api/v1/drafts',
  summary: 'List drafts, without their specs',
  query: listDraftsSchema,
  lists: ['risk'],
  answer: {
    status: 200,
    description: 'One page of drafts',
    schema: pageOf(draftSchema),
    example: { items: [pendingExample], next_cursor: null },
  },
  refusals: ['VALIDATION_FAILED'],
  run: async (call) => {
    const page = await list(actorOf(call), call.input);
    return page.ok ? accept({ body: toPage(page.value, toDraftWire) }) : page;
  },
};
