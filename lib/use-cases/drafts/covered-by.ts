import type { Covered } from '@/db/queries/kill-switch';
import type { Draft } from '@/lib/domain/draft/draft';

/** What could be stopped of a draft besides everything: the key that made it, the tool that makes its kind, its run. */
export const coveredBy = ({
  createdBy,
  type,
  runId,
}: Pick<Draft, 'createdBy' | 'type' | 'runId'>): Covered =>
  createdBy.kind === 'agent'
    ? { key: createdBy.id, tool: `draft_create_${type}`, run: runId }
    : { key: null, tool: null, run: runId };
