import { revertDraft as revert } from '@/lib/use-cases/drafts/revert-draft';
import { followOperation } from './follow-draft';

export const revertDraft = followOperation({
  name: 'revertDraft',
  path: '/api/v1/drafts/[id]/revert',
  summary: 'Propose the inverse of an applied draft. Nothing in production moves until a person applies it.',
  refusals: ['DRAFT_NOT_APPLIED'],
  act: revert,
});
