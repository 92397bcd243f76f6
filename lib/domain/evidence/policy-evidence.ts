import type { StoredRule } from '../policy/rule';
import { digestOf } from './digest';
import { type Leaf, leafOf } from './leaf';

/** The rules that hold, without their reasons: free text never enters a leaf. */
const digestOfRules = (rules: readonly StoredRule[]): string =>
  digestOf(
    rules
      .map(({ id, priority, effect, match }) => ({ id, priority, effect, match }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  );

/** `policy_changed`: who added or removed which rule, and the digest of the whole policy before and after. */
export const policyChangedEvidence = (record: {
  id: string;
  tenant: string;
  changedBy: string;
  changedAt: Date;
  change: 'added' | 'removed';
  ruleId: string;
  version: number;
  before: readonly StoredRule[];
  after: readonly StoredRule[];
}): Leaf =>
  leafOf({
    event: 'policy_changed',
    id: record.id,
    tenant: record.tenant,
    subject: record.ruleId,
    payload: {
      policy_changed_by: record.changedBy,
      policy_changed_at: record.changedAt.toISOString(),
      change: record.change,
      version: record.version,
      before_digest: digestOfRules(record.before),
      after_digest: digestOfRules(record.after),
    },
  });
