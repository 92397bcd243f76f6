import { now } from '@/lib/clock';
import type { Question } from '@/lib/domain/policy/question';
import type { PolicyRule } from '@/lib/domain/policy/rule';
import { isToolName, type ToolName } from '@/lib/domain/policy/tool-classes';
import { type Decided, decideCall } from '@/lib/use-cases/policy/decide-call';
import type { AskedByAgent } from './asked';

/** A request as a call of that tool, as far as the policy may look at it. */
export const questionOf = (
  { agent, client, aboutRun: runId, args }: AskedByAgent,
  tool: ToolName,
): Omit<Question, 'live'> => ({ tool, agent, client, runId, args, at: now() });

/** What the policy says to a request, which it is held to at every door; null for what no tool does. */
export async function decideAsked(
  asked: AskedByAgent,
  rules: readonly PolicyRule[],
): Promise<Decided | null> {
  const { agent, tool } = asked;
  return tool !== null && isToolName(tool) ? decideCall(agent, questionOf(asked, tool), rules) : null;
}
