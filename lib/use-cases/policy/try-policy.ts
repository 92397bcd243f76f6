import { lookupIdOf } from '@/db/queries/keys';
import { liveRules } from '@/db/queries/policy-rules';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { changesPolicy } from '@/lib/domain/people/role-refusals';
import { decide, deniedForSure, undecidable } from '@/lib/domain/policy/decide';
import { environmentOf, type Question } from '@/lib/domain/policy/question';
import { type CallTier, tierOf } from '@/lib/domain/policy/risk-tier';
import { RuleNotUnderstood, readRule, type StoredRule } from '@/lib/domain/policy/rule';
import { classesOf } from '@/lib/domain/policy/tool-classes';
import type { Verdict } from '@/lib/domain/policy/verdict';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { keyStands } from '../keys/authenticate-key';
import { refusedBeside } from './refused-beside';

export type TryInput = { keyId: string } & Pick<Question, 'tool' | 'args' | 'client' | 'runId'>;

/** What would be decided, what refuses the call though the policy allows it, and whether the key is shown the tool at all. */
export type Tried = { verdict: Verdict; beside: Refusal | null; shown: boolean; tier: CallTier };

/** Says what would be decided now if a key of the person's tenant made a call. Nothing is called and nothing is logged. */
export async function tryPolicy(actor: Human, { keyId, ...asked }: TryInput): Promise<Result<Tried>> {
  const denied = changesPolicy(actor.role);
  if (denied) return { ok: false, refusal: denied };
  const { lookupId, rules } = await withTenantRead(actor, async (tx) => {
    const [found, stored] = await Promise.all([lookupIdOf(tx, keyId), liveRules(tx)]);
    return { lookupId: found, rules: stored };
  });
  if (lookupId === null) return refuse('RESOURCE_NOT_FOUND', 'There is no such agent key.');
  const agent = await keyStands(lookupId);
  if (!agent.ok) return agent;
  const question = { ...asked, agent: agent.value, at: now() };
  const decided = verdictsOn(question, rules);
  return accept({
    ...decided,
    beside: decided.verdict.effect === 'allow' ? await refusedBeside(actor, question) : null,
    tier: tierOf(classesOf(question.tool), environmentOf(question)),
  });
}

function verdictsOn(question: Question, stored: readonly StoredRule[]): Pick<Tried, 'verdict' | 'shown'> {
  try {
    const rules = stored.map(readRule);
    return { verdict: decide(question, rules), shown: deniedForSure(question, rules) === null };
  } catch (fault) {
    if (!(fault instanceof RuleNotUnderstood)) throw fault;
    return { verdict: undecidable, shown: false };
  }
}
