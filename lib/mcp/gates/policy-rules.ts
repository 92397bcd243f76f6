import { RuleNotUnderstood, readRule } from '@/lib/domain/policy/rule';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import type { Caller } from '../caller';

/**
 * Reads the rules that this request is decided by, as they were found with the key. One that cannot be understood stops
 * the request here, because nobody knows what it would have denied.
 */
export function readPolicy(caller: Caller): Result<null> {
  try {
    caller.rules = caller.facts.policy.map(readRule);
    return accept(null);
  } catch (fault) {
    if (!(fault instanceof RuleNotUnderstood)) throw fault;
    return refuse('POLICY_DENIED', 'The policy of this tenant holds a rule that cannot be understood.', {
      hint: 'Tell the operator: nothing is allowed until that rule is removed.',
    });
  }
}
