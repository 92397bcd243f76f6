import type { Agent } from '@/lib/domain/actor';
import type { Call } from '@/lib/domain/calls/call';
import { noteRefusal } from '../limits/note-refusal';
import { recordCall } from './record-call';
import { restCall } from './rest-call';

/** What the call log keeps of the request of an attempt. */
export type Attempt = Pick<Call, 'correlationId' | 'startedAt' | 'ip' | 'userAgent' | 'certificate'>;

const rule = 'boundary:no-apply';
const operation = 'POST /api/v1/drafts/[id]/apply';

/** Whether the log takes this attempt with a key that does not stand: one in ten seconds, each is counted. */
export const noteRefusedApply = (by: Agent): Promise<boolean> => noteRefusal(by, { rule, operation });

/** The row of one attempt of an agent to apply over REST. `draftId` is well formed or null. */
export async function recordRefusedApply(by: Agent, draftId: string | null, attempt: Attempt): Promise<void> {
  await recordCall({
    ...restCall,
    ...attempt,
    by,
    method: operation,
    tool: null,
    safetyClass: 'write',
    riskTier: null,
    args: draftId === null ? {} : { id: draftId },
    runId: null,
    taskRef: null,
    reason: null,
    model: null,
    triggeredBy: null,
    decision: 'deny',
    ruleId: rule,
    decisionReason: null,
    outcome: 'denied',
    errorCode: 'MCP_CANNOT_APPLY',
    httpStatus: 403,
    result: null,
    // It changed none.
    draftId: null,
  });
}
