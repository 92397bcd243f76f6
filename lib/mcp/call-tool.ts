import type { CallToolResult } from '@modelcontextprotocol/server';
import { argsLimit } from '@/lib/domain/calls/call';
import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import { refuse } from '@/lib/domain/refusal';
import type { Caller } from './caller';
import { decidedOnCall } from './judge';
import { recordAnswer } from './record-answer';
import type { Tool } from './tool';
import { toolResult } from './tool-result';

/**
 * Runs one tool for one caller: the policy and the size, then the tool, then the record. The arguments are those that the door
 * read and that will be recorded, the same object, whatever the SDK made of them.
 */
export async function callTool(caller: Caller, tool: Tool): Promise<CallToolResult> {
  const { args } = caller.facts.message;
  const { verdict, live, verdictOn } = await decidedOnCall(caller, tool.classes.name);
  const answer = await recordAnswer(caller, { tool, live, ...verdict }, async (call) => {
    const refusal = refusalOf(verdict);
    if (refusal) return { ok: false, refusal };
    if (Buffer.byteLength(JSON.stringify(args ?? null)) > argsLimit) {
      return refuse('PAYLOAD_TOO_LARGE', `The arguments are larger than ${argsLimit / 1024} KiB.`);
    }
    return tool.run({ ...call, args, verdictOn });
  });
  return toolResult(answer, caller.facts.correlationId);
}
