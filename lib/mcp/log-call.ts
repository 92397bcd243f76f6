import type { Call } from '@/lib/domain/calls/call';
import type { RuleId } from '@/lib/domain/policy/rule-id';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { type Ended, endAsked, type InLog, type OfDoor } from '@/lib/door/agent/end-asked';
import type { Caller, Facts } from './caller';
import { serverInfo } from './server-info';
import { surfaceHash } from './surface';
import type { Tool } from './tool';
import { tools } from './tools';

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
  /** What it would change, as it is now, where a rule looked at it. */
  live?: Spec | null;
};

/** Writes the row of one request that was let in. Throws when it cannot be written. */
export async function logCall(caller: Caller, ending: Ending): Promise<void> {
  caller.row = 'written';
  await end(caller.facts, ending, { inLog: 'own-row', probe: caller.isProbe });
}

/** Says in the log that one was not let in, as far as the log takes it. */
export const logRefused = (facts: Facts, ending: Ending, inLog: InLog): Promise<void> =>
  end(facts, ending, { inLog, probe: false });

const end = (facts: Facts, ending: Ending, how: { inLog: InLog; probe: boolean }): Promise<void> =>
  endAsked(facts, {
    ...how,
    operation: tools.find(({ name }) => name === facts.tool)?.name ?? 'other',
    ofDoor: ofDoor(facts, ending.tool),
    ended: endedAs(ending),
  });

function ofDoor({ message, protocolVersion, sessionId }: Facts, tool: Tool | null): OfDoor {
  return {
    method: message.method,
    tool: message.name,
    jsonrpcId: message.id === null ? null : String(message.id),
    clientVersion: message.clientVersion,
    protocolVersion,
    serverVersion: serverInfo.version,
    toolDefinitionHash: tool?.definitionHash ?? null,
    surfaceHash,
    sessionId,
  };
}

const endedAs = ({ tool, reason = null, text, ...ending }: Ending): Ended => ({
  ...ending,
  decisionReason: reason,
  result: text === null ? null : resultOf(tool, text),
});

const resultOf = (tool: Tool | null, text: string): Call['result'] =>
  tool === null
    ? { class: 'internal', text, untrusted: true }
    : { class: tool.resultClass, text, untrusted: tool.untrustedContent };
