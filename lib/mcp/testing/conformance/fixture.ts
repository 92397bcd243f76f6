import type {
  CallToolResult,
  GetPromptResult,
  InputRequiredResult,
  ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { accept } from '@/lib/domain/refusal';
import type { Caller } from '../../caller';
import { protocolRefusal } from '../../protocol-refusal';
import { recordAnswer } from '../../record-answer';

export type ToolFixture = (
  ctx: ServerContext,
) => Promise<CallToolResult | InputRequiredResult> | CallToolResult | InputRequiredResult;

export type PromptFixture = {
  argsSchema: z.ZodObject;
  answer: (args: Record<string, unknown>, ctx: ServerContext) => GetPromptResult | InputRequiredResult;
};

export const noArguments = z.object({});

/** Answers a fixture as everything is answered: with a row in the call log, or not at all. */
export async function recorded<T extends object>(caller: Caller, act: () => Promise<T> | T): Promise<T> {
  let result: T | null = null;
  const answer = await recordAnswer(caller, { tool: null, ruleId: 'conformance:fixture' }, async () => {
    result = await act();
    return accept({ content: { result } });
  });
  if (!answer.ok) throw protocolRefusal(answer.refusal, caller.facts.correlationId);
  if (result === null) throw new Error('an answer without a result');
  return result;
}

export const text = (words: string) => ({ type: 'text', text: words }) as const;
export const said = (words: string): CallToolResult => ({ content: [text(words)] });
