import { readerOf } from '@/db/queries/resources/resource-read';
import { withTenantRead } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';
import { builtInDenial } from '@/lib/domain/policy/built-in';
import { decide, undecidedFor } from '@/lib/domain/policy/decide';
import { looksAtLive } from '@/lib/domain/policy/matches';
import type { Question } from '@/lib/domain/policy/question';
import { resourceAsked } from '@/lib/domain/policy/readings';
import type { PolicyRule } from '@/lib/domain/policy/rule';
import type { ToolName } from '@/lib/domain/policy/tool-classes';
import type { Verdict } from '@/lib/domain/policy/verdict';
import type { Spec } from '@/lib/domain/resource/resource-kind';

/** What was decided, and what is live of what the call would change, where that was looked at. */
export type Decided = {
  verdict: Verdict;
  live: Spec | null;
  /** What is said to the same request as a call of that tool. */
  verdictOn: VerdictOn;
};

export type VerdictOn = (tool: ToolName) => Verdict;

/** Where nothing can be decided: the same of every tool. */
export const decidedNothing = (verdict: Verdict): Decided => ({
  verdict,
  live: null,
  verdictOn: () => verdict,
});

/** Decides one call by what it says and by what is live. Where that cannot be read, nothing is allowed. */
export async function decideCall(
  agent: Agent,
  asked: Omit<Question, 'live'>,
  rules: readonly PolicyRule[],
): Promise<Decided> {
  try {
    const live = await liveFor(agent, asked, rules);
    const verdictOn: VerdictOn = (tool) => decide({ ...asked, tool, live }, rules);
    return { verdict: verdictOn(asked.tool), live, verdictOn };
  } catch (fault) {
    return decidedNothing(undecidedFor(fault));
  }
}

/** One look at the database, and none where no rule would look at what it found or the key is denied before any rule. */
async function liveFor(
  agent: Agent,
  asked: Omit<Question, 'live'>,
  rules: readonly PolicyRule[],
): Promise<Spec | null> {
  const resource = resourceAsked(asked);
  if (resource === null || !rules.some(({ match }) => looksAtLive(match))) return null;
  if (builtInDenial({ ...asked, live: null })) return null;
  const reader = readerOf(resource.kind);
  if (reader === null) throw new Error(`no table for ${resource.kind}`);
  const found = await withTenantRead(agent, (tx) => reader.findLive(tx, resource.name));
  return found?.spec ?? null;
}
