import { effectNames } from '@/lib/domain/policy/rule-words';
import { TimeText } from '../ui/time-text';
import type { RemoveRule, RuleItem } from './policy-types';
import { RemoveRuleButton } from './remove-rule-button';

const looks = { deny: 'chip bad', require_approval: 'chip warn', allow: 'chip ok' } as const;

type Props = { rules: readonly RuleItem[]; personId: string; remove: RemoveRule | null };

function About({ conditions }: Pick<RuleItem, 'conditions'>) {
  if (conditions === null)
    return <p className="text-danger">Not understood by this version: nothing is allowed.</p>;
  if (conditions.length === 0) return <p>Every call of every agent</p>;
  return (
    <dl className="facts">
      {conditions.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt>{label}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The rules that hold, in the order of their priority. */
export function RuleList({ rules, personId, remove }: Props) {
  if (rules.length === 0) {
    return (
      <p className="muted">No rule yet: each key may do what its scopes, tools and data classes open.</p>
    );
  }
  return (
    <ol className="rules">
      {rules.map((rule) => (
        <li key={rule.id} className="panel">
          <div className="rule-head">
            <span className={looks[rule.effect]}>{effectNames[rule.effect]}</span>
            <span className="muted tabular-nums">priority {rule.priority}</span>
            {remove === null ? null : <RemoveRuleButton rule={rule} personId={personId} act={remove} />}
          </div>
          <About conditions={rule.conditions} />
          <p className="wrap-anywhere">{rule.reason}</p>
          <p className="hint">
            {rule.by}, <TimeText at={rule.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
