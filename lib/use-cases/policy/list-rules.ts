import { actorNames } from '@/db/queries/evidence-names';
import { type LiveRuleRow, liveRules, policyVersion } from '@/db/queries/policy-rules';
import { withTenantSnapshot } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';

/** A rule that holds, with who wrote it. */
export type ShownRule = Pick<LiveRuleRow, 'id' | 'priority' | 'effect' | 'match' | 'reason' | 'version'> & {
  createdBy: { id: string; name: string | null };
  createdAt: Date;
};
export type ShownPolicy = { version: number; rules: readonly ShownRule[] };

/** The policy of the person's tenant: every rule that holds, in the order of their priority. */
export const listRules = (human: Human): Promise<ShownPolicy> =>
  withTenantSnapshot(human, async (tx) => {
    const [rules, version] = await Promise.all([liveRules(tx), policyVersion(tx)]);
    const authors = [...new Set(rules.map(({ created_by: by }) => by))];
    const named = authors.length === 0 ? [] : await actorNames(tx, authors);
    const names = new Map(named.map(({ id, name }) => [id, name]));
    return {
      version,
      rules: rules.map(({ created_by: by, created_at: createdAt, ...rule }) => ({
        id: rule.id,
        priority: rule.priority,
        effect: rule.effect,
        match: rule.match,
        reason: rule.reason,
        version: rule.version,
        createdBy: { id: by, name: names.get(by) ?? null },
        createdAt,
      })),
    };
  });
