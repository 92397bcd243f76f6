import type { Agent } from '@/lib/domain/actor';
import type { Call } from '@/lib/domain/calls/call';
import { decidedBy } from '@/lib/domain/calls/decided';
import { callTierOf } from '@/lib/domain/policy/question';
import { classesOf, isToolName } from '@/lib/domain/policy/tool-classes';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { recordCall } from '@/lib/use-cases/calls/record-call';
import { noteRefusal } from '@/lib/use-cases/limits/note-refusal';
import { settleRequest } from '@/lib/use-cases/limits/settle-request';
import type { AskedByAgent } from './asked';

/** What the call log takes of a request: a row; one in ten seconds of refusals alike, all counted; none, for it has just taken one. */
export type InLog = 'own-row' | 'one-of-many' | 'no-row';

/** What one door alone knows of a request. */
export type OfDoor = Pick<
  Call,
  | 'method'
  | 'tool'
  | 'jsonrpcId'
  | 'clientVersion'
  | 'protocolVersion'
  | 'serverVersion'
  | 'toolDefinitionHash'
  | 'surfaceHash'
  | 'sessionId'
>;

/** How a request ended. */
export type Ended = Pick<
  Call,
  'ruleId' | 'decisionReason' | 'errorCode' | 'httpStatus' | 'result' | 'draftId'
> & {
  /** It was refused access, whatever the code says: what is another's reads like what does not exist. */
  denied?: boolean;
  /** The run that the caller turned out to have part in. */
  runId?: string | null;
  /** What the call would change, as it is now, where a rule looked at it. */
  live?: Spec | null;
};

export type Ending = {
  inLog: InLog;
  /** Whether it was the one that a half-open circuit let in. */
  probe: boolean;
  /** By what refusals are alike: an operation that there is, whatever a client makes up. */
  operation: string;
  ofDoor: OfDoor;
  ended: Ended;
};

/** Writes the row of a request and counts how it ended. Throws when it cannot be written: there is then no answer. */
export async function endAsked(asked: AskedByAgent, ending: Ending): Promise<void> {
  const { ended, ofDoor, probe } = ending;
  if (await takesRow(asked.agent, ending)) await recordCall(rowOf(asked, ofDoor, ended));
  await settleRequest(asked.agent, { code: ended.errorCode, probe });
}

async function takesRow(agent: Agent, { inLog, operation, ended }: Ending): Promise<boolean> {
  if (inLog === 'one-of-many' && ended.errorCode !== null) {
    return noteRefusal(agent, { rule: ended.ruleId, operation });
  }
  return inLog !== 'no-row';
}

function rowOf(
  asked: AskedByAgent,
  ofDoor: OfDoor,
  { denied, live = null, runId = null, ...ended }: Ended,
): Call {
  const { agent: by, correlationId, startedAt, ip, userAgent, certificate } = asked;
  return {
    ...ofDoor,
    ...ended,
    ...decidedBy(ended.errorCode, denied),
    ...classesAsked(asked, live),
    ...asked.said,
    ...asked.work,
    runId: asked.work.runId ?? runId,
    by,
    correlationId,
    startedAt,
    ip,
    userAgent,
    certificate,
    args: asked.args,
    clientName: asked.client,
  };
}

/** How much care it asks for, by the tool that does the same, by whichever way it was asked. */
function classesAsked(
  { agent, tool, args }: AskedByAgent,
  live: Spec | null,
): Pick<Call, 'safetyClass' | 'riskTier'> {
  if (tool === null || !isToolName(tool)) return { safetyClass: null, riskTier: null };
  return { safetyClass: classesOf(tool).safetyClass, riskTier: callTierOf({ tool, agent, args, live }) };
}
