import { type PolicyRule, RuleNotUnderstood, readRule, type StoredRule } from '@/lib/domain/policy/rule';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/**
 * The rules that a request is decided by, as they were found with its key. One that cannot be understood stops the request,
 * because nobody knows what it would have denied.
 */
export function readablePolicy(stored: readonly StoredRule[]): Result<readonly PolicyRule[]> {
  try {
    return accept(stored.map(readRule));
  } catch (fault) {
    if (!(fault instanceof RuleNotUnderstood)) throw fault;
    return refuse('POLICY_DENIED', 'The policy of this tenant holds a rule that cannot be understood.', {
      hint: 'Tell the operator: nothing is allowed until that rule is removed.',
    });
  }
}
