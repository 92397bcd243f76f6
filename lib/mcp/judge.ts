import { decide, deniedForSure } from '@/lib/domain/policy/decide';
import type { ToolName } from '@/lib/domain/policy/tool-classes';
import type { Verdict } from '@/lib/domain/policy/verdict';
import { questionOf } from '@/lib/door/agent/decide-asked';
import { type Decided, decideCall } from '@/lib/use-cases/policy/decide-call';
import type { Caller } from './caller';

/** What the policy says to this request as a call of that tool. */
export const verdictFor = (caller: Caller, tool: ToolName): Verdict =>
  decide(asCallOf(caller, tool), caller.rules);

/** The same of a call of the tool itself, decided by what is live too. */
export const decidedOnCall = ({ facts, rules }: Caller, tool: ToolName): Promise<Decided> =>
  decideCall(facts.agent, questionOf(facts, tool), rules);

/** Whether this key can call the tool at all, with some arguments, at some time: only then it is shown. */
export const isShown = (caller: Caller, tool: ToolName): boolean =>
  deniedForSure(asCallOf(caller, tool), caller.rules) === null;

const asCallOf = ({ facts }: Caller, tool: ToolName) => ({ ...questionOf(facts, tool), live: null });
