import type { CallToolResult } from '@modelcontextprotocol/server';
import { argsLimit } from '@/lib/domain/calls/call';
import { refuse } from '@/lib/domain/refusal';
import type { Caller } from './caller';
import { recordAnswer } from './record-answer';
import type { Tool } from './tool';
import { toolResult } from './tool-result';

/**
 * Runs one tool for one caller: scope and size, then the tool, then the record. The arguments are those that the door
 * read and that will be recorded, the same object, whatever the SDK made of them.
 */
export async function callTool(caller: Caller, tool: Tool): Promise<CallToolResult> {
  const { args } = caller.facts.message;
  const answer = await recordAnswer(caller, { tool, ruleId: `scope:${tool.scope}` }, async (call) => {
    if (!call.agent.scopes.includes(tool.scope)) {
      return refuse('INSUFFICIENT_SCOPE', `This key does not hold ${tool.scope}.`);
    }
    if (Buffer.byteLength(JSON.stringify(args ?? null)) > argsLimit) {
      return refuse('PAYLOAD_TOO_LARGE', `The arguments are larger than ${argsLimit / 1024} KiB.`);
    }
    return tool.run({ ...call, args });
  });
  return toolResult(answer, caller.facts.correlationId);
}
