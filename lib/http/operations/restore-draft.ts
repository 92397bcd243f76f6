import { restoreDraft as restore } from '@/lib/use-cases/drafts/restore-draft';
import { followOperation } from './follow-draft';

export const restoreDraft = followOperation({
  name: 'restoreDraft',
  path: '/api/v1/drafts/[id]/restore',
  summary: 'Propose a discarded or expired draft once more, against what is live now.',
  refusals: ['DRAFT_NOT_RESTORABLE'],
  act: restore,
});
