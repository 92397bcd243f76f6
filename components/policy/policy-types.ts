import type { CallTier } from '@/lib/domain/policy/risk-tier';
import type { Effect } from '@/lib/domain/policy/rule';
import type { Condition } from '@/lib/domain/policy/rule-words';
import type { ToolName } from '@/lib/domain/policy/tool-classes';
import type { Result } from '@/lib/domain/refusal';

export type KeyChoice = { id: string; name: string };

/** A rule as the page shows it; every text is made visible. */
export type RuleItem = {
  id: string;
  effect: Effect;
  priority: number;
  /** Null where this version does not understand what it is about. */
  conditions: readonly Condition[] | null;
  reason: string;
  by: string;
  at: Date;
};

/** `personId` is the person the page was rendered for; the server compares it with who is signed in. */
export type AddRuleInput = { rule: Record<string, unknown>; personId: string; idempotencyKey: string };
export type RemoveRuleInput = { ruleId: string; personId: string; idempotencyKey: string };
export type TryInput = {
  asked: { key_id: string; tool: ToolName; arguments?: Record<string, unknown> };
  personId: string;
};

export type AddRule = (input: AddRuleInput) => Promise<Result<{ ruleId: string }>>;
export type RemoveRule = (input: RemoveRuleInput) => Promise<Result<{ ruleId: string }>>;
export type TryPolicy = (input: TryInput) => Promise<
  Result<{
    verdict: { effect: Effect; ruleId: string; reason: string };
    beside: { message: string } | null;
    shown: boolean;
    tier: CallTier;
  }>
>;
