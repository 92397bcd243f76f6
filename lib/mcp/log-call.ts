import type { Call } from '@/lib/domain/calls/call';
import { decidedBy } from '@/lib/domain/calls/decided';
import { callTierOf } from '@/lib/domain/policy/question';
import type { RuleId } from '@/lib/domain/policy/rule-id';
import { recordCall } from '@/lib/use-cases/calls/record-call';
import type { Caller } from './caller';
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

/** The requests that are recorded, each in one row. */
export const recordedMethods: ReadonlySet<string> = new Set([
  'tools/call',
  'resources/read',
  'prompts/get',
  'completion/complete',
]);

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

function natureOf({ facts: { agent, message }, live }: Caller, { tool, text }: Ending): Nature {
  if (tool === null) {
    const result = text === null ? null : ({ class: 'internal', text, untrusted: true } as const);
    return { toolDefinitionHash: null, safetyClass: null, riskTier: null, result };
  }
  const { definitionHash: toolDefinitionHash, classes } = tool;
  const riskTier = callTierOf({ tool: classes.name, agent, args: message.args, live });
  const result = text === null ? null : { class: tool.resultClass, text, untrusted: tool.untrustedContent };
  return { toolDefinitionHash, safetyClass: classes.safetyClass, riskTier, result };
}
