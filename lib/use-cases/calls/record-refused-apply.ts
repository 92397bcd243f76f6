import type { Agent } from '@/lib/domain/actor';
import type { Call } from '@/lib/domain/calls/call';
import { recordCall } from './record-call';
import { restCall } from './rest-call';

/** What the call log keeps of the request of an attempt. */
export type Attempt = Pick<Call, 'correlationId' | 'startedAt' | 'ip' | 'userAgent' | 'certificate'>;

/** The row of one attempt of an agent to apply over REST: every one has a row. `draftId` is well formed or null. */
export const recordRefusedApply = (by: Agent, draftId: string | null, attempt: Attempt): Promise<void> =>
  recordCall({
    ...restCall,
    ...attempt,
    by,
    method: 'POST /api/v1/drafts/[id]/apply',
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
    ruleId: 'boundary:no-apply',
    decisionReason: null,
    outcome: 'denied',
    errorCode: 'MCP_CANNOT_APPLY',
    httpStatus: 403,
    result: null,
    // It changed none.
    draftId: null,
  });
