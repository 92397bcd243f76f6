import type { RefusalCode } from '../refusal';
import type { Effect } from './rule';
import type { RuleId } from './rule-id';

/** What was decided and by which rule. `code` is what the caller is refused with; null when it is let in. */
export type Verdict = {
  effect: Effect;
  ruleId: RuleId;
  reason: string;
  code: Extract<
    RefusalCode,
    'INSUFFICIENT_SCOPE' | 'TOOL_NOT_ALLOWED' | 'POLICY_DENIED' | 'APPROVAL_REQUIRED'
  > | null;
  /** What broke while it was decided, for the operator’s log. */
  readonly cause?: unknown;
};
