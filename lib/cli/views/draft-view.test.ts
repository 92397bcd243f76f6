import { expect, it } from 'vitest';
import { draftDetailExample, outcomeExample, reviewUrlExample } from '@/lib/http/examples';
import { paintOf } from '../colour';
import { draftView } from './draft-view';

const shown = { ...draftDetailExample, review_url: reviewUrlExample };
const look = { paint: paintOf(false), now: new Date(draftDetailExample.created_at) };

it('says what became of a draft where its status does not', () => {
  const overtaken = {
    kind: 'superseded',
    next_action: { do: 'read_why', tool: 'draft_show', draft_id: 'drf_next', why: 'drf_next undid it.' },
  } as const;
  expect(draftView({ ...shown, outcome: overtaken }, look)).toContain(
    'OUTCOME  superseded: drf_next undid it.',
  );
  expect(draftView({ ...shown, outcome: outcomeExample }, look).join('\n')).not.toContain('OUTCOME');
});
