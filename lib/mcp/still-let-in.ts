import type { Agent } from '@/lib/domain/actor';
import { isToolName } from '@/lib/domain/policy/tool-classes';
import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import type { Refusal, Result } from '@/lib/domain/refusal';
import { keyNow } from '@/lib/use-cases/keys/authenticate-key';
import { stoppedNow } from '@/lib/use-cases/limits/stopped-now';
import { Caller } from './caller';
import { readPolicy } from './gates/policy-rules';
import { verdictFor } from './judge';
import { aboutOf } from './message';

/**
 * For what takes its time: its key is in good standing, the policy as it is now lets it ask this, and nobody has stopped what
 * it belongs to.
 */
export async function stillLetIn(facts: Caller['facts']): Promise<Result<Agent>> {
  const { standing, policy } = await keyNow(facts.lookupId);
  if (!standing.ok) return standing;
  const agent = standing.value;
  const denied = deniedNow(new Caller({ ...facts, agent, policy }));
  const refusal = denied ?? (await stoppedNow(agent, aboutOf(facts.message)));
  return refusal ? { ok: false, refusal } : standing;
}

function deniedNow(caller: Caller): Refusal | null {
  const { tool } = aboutOf(caller.facts.message);
  const read = readPolicy(caller);
  if (!read.ok) return read.refusal;
  return tool !== null && isToolName(tool) ? refusalOf(verdictFor(caller, tool)) : null;
}
