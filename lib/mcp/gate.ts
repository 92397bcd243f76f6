import type { RuleId } from '@/lib/domain/policy/rule-id';
import type { Refusal, Result } from '@/lib/domain/refusal';
import type { Caller } from './caller';

/** One thing that stands between a proven key and its request. */
export type Gate =
  | {
      /** Its name in the call log when it refuses. */
      rule: RuleId;
      ask: (caller: Caller) => Promise<Result<unknown>> | Result<unknown>;
    }
  /** The same for one that refuses by several rules. */
  | { judge: (caller: Caller) => Promise<GateRefusal | null> };

export type GateRefusal = {
  rule: RuleId;
  refusal: Refusal;
  /** False where the call log has just taken one like it; left out by what did not ask. */
  noted?: boolean;
};
