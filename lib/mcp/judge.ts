import { now } from '@/lib/clock';
import { decide, deniedForSure, undecidable } from '@/lib/domain/policy/decide';
import type { Question } from '@/lib/domain/policy/question';
import type { ToolName } from '@/lib/domain/policy/tool-classes';
import type { Verdict } from '@/lib/domain/policy/verdict';
import { type Decided, decideCall, decidedNothing } from '@/lib/use-cases/policy/decide-call';
import type { Caller } from './caller';

/** What the policy says to this request as a call of that tool. A caller whose rules nobody has read is denied. */
export const verdictFor = (caller: Caller, tool: ToolName): Verdict =>
  caller.rules === null ? undecidable : decide(questionOf(caller, tool), caller.rules);

/** The same of a call of the tool itself, decided by what is live too, which the caller then holds for its row. */
export async function decidedOnCall(caller: Caller, tool: ToolName): Promise<Decided> {
  if (caller.rules === null) return decidedNothing(undecidable);
  const { agent } = caller.facts;
  const decided = await decideCall(agent, questionOf(caller, tool), caller.rules);
  caller.live = decided.live;
  return decided;
}

/** Whether this key can call the tool at all, with some arguments, at some time: only then it is shown. */
export const isShown = (caller: Caller, tool: ToolName): boolean =>
  caller.rules !== null && deniedForSure(questionOf(caller, tool), caller.rules) === null;

function questionOf({ facts: { agent, message }, live }: Caller, tool: ToolName): Question {
  const { args, clientName: client, work } = message;
  return { tool, agent, client, runId: work.runId, args, live, at: now() };
}
