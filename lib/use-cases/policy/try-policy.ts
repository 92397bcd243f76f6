import { lookupIdOf } from '@/db/queries/keys';
import { liveRules } from '@/db/queries/policy-rules';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { changesPolicy } from '@/lib/domain/people/role-refusals';
import { deniedForSure, undecidable } from '@/lib/domain/policy/decide';
import { callTierOf, type Question } from '@/lib/domain/policy/question';
import type { CallTier } from '@/lib/domain/policy/risk-tier';
import { RuleNotUnderstood, readRule, type StoredRule } from '@/lib/domain/policy/rule';
import type { Verdict } from '@/lib/domain/policy/verdict';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { keyStands } from '../keys/authenticate-key';
import { decideCall } from './decide-call';
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
  const tried = await triedOn(agent.value, question, rules);
  const beside = tried.verdict.effect === 'allow' ? await refusedBeside(actor, question) : null;
  return accept({ ...tried, beside });
}

async function triedOn(
  agent: Agent,
  asked: Omit<Question, 'live'>,
  stored: readonly StoredRule[],
): Promise<Omit<Tried, 'beside'>> {
  try {
    const rules = stored.map(readRule);
    const { verdict, live } = await decideCall(agent, asked, rules);
    const question = { ...asked, live };
    return { verdict, shown: deniedForSure(question, rules) === null, tier: callTierOf(question) };
  } catch (fault) {
    if (!(fault instanceof RuleNotUnderstood)) throw fault;
    return { verdict: undecidable, shown: false, tier: callTierOf({ ...asked, live: null }) };
  }
}
