import { z } from 'zod';
import { draftIdSchema } from '@/lib/domain/ids';
import { accept, refuse } from '@/lib/domain/refusal';
import { draftDetailSchema, toDraftDetail } from '@/lib/domain/wire/draft-detail-wire';
import { mayDecideSchema, toMayDecide } from '@/lib/domain/wire/may-decide-wire';
import { outcomeSchema, toOutcome } from '@/lib/domain/wire/outcome-wire';
import { pressureSchema, toPressure } from '@/lib/domain/wire/pressure-wire';
import { reviewUrl } from '@/lib/door/review-url';
import { reviewDraft } from '@/lib/use-cases/drafts/review-draft';
import {
  draftDetailExample,
  mayDecideExample,
  outcomeExample,
  pressureExample,
  reviewUrlExample,
} from '../examples';
import { actorOf, type Call, type Operation } from '../operation';

/** UNTRUSTED INPUT: the id in the path, or null when it cannot be one. Such an id reads like one that does not exist. */
export const draftIdOf = ({ id }: Call['params']): string | null => draftIdSchema.safeParse(id).data ?? null;

export const noSuchDraft = () => refuse('DRAFT_NOT_FOUND', 'There is no such draft.');

export const showDraft: Operation = {
  name: 'showDraft',
  tool: 'draft_show',
  method: 'GET',
  path: '/api/v1/drafts/[id]',
  summary: 'Show one draft: spec, changes in words and as fields, the nine checks, risk',
  answer: {
    status: 200,
    description: 'The draft',
    schema: draftDetailSchema.extend({
      review_url: z.url(),
      may_decide: mayDecideSchema,
      outcome: outcomeSchema,
      pressure: pressureSchema,
    }),
    example: {
      ...draftDetailExample,
      review_url: reviewUrlExample,
      may_decide: mayDecideExample,
      outcome: outcomeExample,
      pressure: pressureExample,
    },
  },
  refusals: ['DRAFT_NOT_FOUND', 'DRAFT_PURGED'],
  run: async (call) => {
    const id = draftIdOf(call.params);
    if (id === null) return noSuchDraft();
    const review = await reviewDraft(actorOf(call), id);
    if (!review.ok) return review;
    const may_decide = toMayDecide(review.value.mayDecide);
    const outcome = toOutcome(review.value);
    const pressure = toPressure(review.value.pressure);
    return accept({
      body: { ...toDraftDetail(review.value), review_url: reviewUrl(id), may_decide, outcome, pressure },
    });
  },
};
