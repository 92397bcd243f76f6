import type { RuleItem } from '@/components/policy/policy-types';
import { matchSchema } from '@/lib/domain/policy/rule';
import { conditionsOf } from '@/lib/domain/policy/rule-words';
import { visible } from '@/lib/domain/text/visible';
import type { ShownRule } from '@/lib/use-cases/policy/list-rules';

/** A rule for the page. `names` are those of the keys, made visible. */
export function toRuleItem(rule: ShownRule, names: ReadonlyMap<string, string>): RuleItem {
  const match = matchSchema.safeParse(rule.match);
  return {
    id: rule.id,
    effect: rule.effect,
    priority: rule.priority,
    conditions: match.success ? conditionsOf(match.data, (id) => names.get(id) ?? id) : null,
    reason: visible(rule.reason),
    by: visible(rule.createdBy.name ?? rule.createdBy.id),
    at: rule.createdAt,
  };
}
