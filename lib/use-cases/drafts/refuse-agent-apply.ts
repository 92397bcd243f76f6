import { newId } from '@/db/new-id';
import { isFirstRefusal } from '@/db/queries/refusal-marks';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import { refusedEvidence } from '@/lib/domain/evidence/refused-evidence';
import { type Result, refuse } from '@/lib/domain/refusal';

/** The answer to every apply that carries an agent credential, whatever else it carries and whether it is valid. */
export const mcpCannotApply = () =>
  refuse('MCP_CANNOT_APPLY', 'Only a person can apply a draft. An agent credential never can.', {
    hint: 'Ask a reviewer to open the draft’s review_url.',
  });

/**
 * Leaves evidence that an authenticated agent tried to apply: the first time per key and hour.
 * The draft is not looked up, so that its id cannot be probed; `subject` is a well-formed draft id or `unknown`.
 */
export async function refuseAgentApply(actor: Agent, subject: string): Promise<Result<never>> {
  await withTenant(actor, async (tx) => {
    if (!(await isFirstRefusal(tx, actor.keyId, 'MCP_CANNOT_APPLY', now()))) return;
    tx.record(
      refusedEvidence({
        id: newId('evd'),
        tenant: tx.tenantId,
        draftId: subject,
        attemptedBy: { kind: 'agent', id: actor.keyId },
        attemptedAt: now(),
        codes: ['MCP_CANNOT_APPLY'],
      }),
    );
  });
  return mcpCannotApply();
}
