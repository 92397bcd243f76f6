import type { Call } from '@/lib/domain/calls/call';
import { decidedBy } from '@/lib/domain/calls/decided';
import { callTierOf } from '@/lib/domain/policy/question';
import type { RuleId } from '@/lib/domain/policy/rule-id';
import { classesOf, isToolName } from '@/lib/domain/policy/tool-classes';
import { recordCall } from '@/lib/use-cases/calls/record-call';
import type { Caller } from './caller';
import { aboutOf } from './message';
import { serverInfo } from './server-info';
import { surfaceHash } from './surface';
import type { Tool } from './tool';

/** How a call ended, for its row. */
export type Ending = {
  tool: Tool | null;
  ruleId: RuleId;
  /** Why that rule decided so, in words. */
  reason?: string | null;
  /** Null when it was answered as asked. */
  errorCode: string | null;
  httpStatus: number;
  /** The JSON text that was answered; null when nothing of substance was. */
  text: string | null;
  draftId: string | null;
  /** It was refused access, whatever the code says: what is another's reads like what does not exist. */
  denied?: true;
};

/** Writes the row of one request. Throws when it cannot be written. */
export async function logCall(caller: Caller, ending: Ending): Promise<void> {
  caller.recorded = true;
  await recordCall({
    ...askedBy(caller),
    ...natureOf(caller, ending),
    surfaceHash,
    ...decidedBy(ending.errorCode, ending.denied),
    ruleId: ending.ruleId,
    decisionReason: ending.reason ?? null,
    errorCode: ending.errorCode,
    httpStatus: ending.httpStatus,
    draftId: ending.draftId,
  });
  await caller.settle(ending.errorCode);
}

function askedBy({ facts }: Caller) {
  const { agent, message, ...request } = facts;
  return {
    ...request,
    by: agent,
    jsonrpcId: message.id === null ? null : String(message.id),
    clientName: message.clientName,
    clientVersion: message.clientVersion,
    serverVersion: serverInfo.version,
    method: message.method,
    tool: message.name,
    args: message.args,
    ...message.said,
    ...message.work,
  };
}

type Nature = Pick<Call, 'toolDefinitionHash' | 'safetyClass' | 'riskTier' | 'result'>;

function natureOf(caller: Caller, { tool, text }: Ending): Nature {
  const classes = classesAsked(caller);
  if (tool === null) {
    const result = text === null ? null : ({ class: 'internal', text, untrusted: true } as const);
    return { toolDefinitionHash: null, ...classes, result };
  }
  const result = text === null ? null : { class: tool.resultClass, text, untrusted: tool.untrustedContent };
  return { toolDefinitionHash: tool.definitionHash, ...classes, result };
}

/** How much care it asks for, by the tool that does the same, by whichever way it was asked. */
function classesAsked({ facts: { agent, message }, live }: Caller): Pick<Call, 'safetyClass' | 'riskTier'> {
  const { tool } = aboutOf(message);
  if (tool === null || !isToolName(tool)) return { safetyClass: null, riskTier: null };
  const riskTier = callTierOf({ tool, agent, args: message.args, live });
  return { safetyClass: classesOf(tool).safetyClass, riskTier };
}
