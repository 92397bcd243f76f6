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

/** A log is never erased: nobody may flood it. */
export const leavesPerHour = 10;

/**
 * Leaves evidence that an authenticated agent tried to apply: the first time per key, draft and hour, of ten
 * drafts at most. The call log, which the door writes, has every attempt.
 * The draft is not looked up, so that its id cannot be probed; `subject` is a well-formed draft id or `unknown`.
 */
export async function refuseAgentApply(actor: Agent, subject: string): Promise<Result<never>> {
  await withTenant(actor, async (tx) => {
    const mark = { principal: actor.keyId, code: 'MCP_CANNOT_APPLY', subject, now: now() };
    if (!(await isFirstRefusal(tx, mark, leavesPerHour))) return;
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
