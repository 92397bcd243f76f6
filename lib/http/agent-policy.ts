import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import { undecidable, undecidedFor } from '@/lib/domain/policy/decide';
import { readRule } from '@/lib/domain/policy/rule';
import type { ToolName } from '@/lib/domain/policy/tool-classes';
import { type Decided, decideCall, decidedNothing } from '@/lib/use-cases/policy/decide-call';
import type { Standing } from './standing';

/** What is asked, as far as the policy may look at it. */
export type PolicyQuestion = { tool: ToolName; client: string | null; runId: string | null; args: unknown };

/** What the policy says to a request of an agent, which it is held to at every door. */
export async function verdictFor(
  agent: Agent,
  { policy }: Standing,
  asked: PolicyQuestion,
): Promise<Decided> {
  try {
    if (policy === undefined) return decidedNothing(undecidable);
    return await decideCall(agent, { ...asked, agent, at: now() }, policy.map(readRule));
  } catch (fault) {
    return decidedNothing(undecidedFor(fault));
  }
}
