import { Check, Minus, X } from 'lucide-react';
import type { CheckResult } from '@/lib/domain/draft/apply/check-result';
import { utcWords } from '../ui/time-words';

const icons = { pass: Check, fail: X, not_run: Minus };
const classNames = { pass: '', fail: 'fail', not_run: 'not-run' };
const words = { pass: 'passes', fail: 'fails', not_run: 'not run' };

function CheckItem({ check }: { check: CheckResult }) {
  const Icon = icons[check.status];
  return (
    <li className={classNames[check.status]}>
      <Icon className="icon" aria-hidden="true" />
      <span className="index">{check.number}</span>
      <span>
        {check.title}
        <span className="sr-only">, {words[check.status]}</span>
        <span className="muted">
          {check.code === null ? '' : `${check.code}: `}
          {check.detail}
        </span>
      </span>
    </li>
  );
}

/** The nine checks as a dry run; they run again inside the apply transaction. */
export function CheckList({ checks, checkedAt }: { checks: readonly CheckResult[]; checkedAt: Date }) {
  const passed = checks.filter((check) => check.status === 'pass').length;
  return (
    <section className="section" aria-labelledby="checks">
      <div className="section-head">
        <h2 id="checks">Checks</h2>
        <span className="muted text-13">
          {passed} of {checks.length} pass, dry run at {utcWords(checkedAt).split(', ')[1]}
        </span>
        <span className="aside only-wide">They run again inside the apply transaction</span>
      </div>
      <ol className="checks panel">
        {checks.map((check) => (
          <CheckItem key={check.number} check={check} />
        ))}
      </ol>
      <p className="note">Checks prove the form of a change. Whether it is right is for you to decide.</p>
    </section>
  );
}
