import { ChevronRight } from 'lucide-react';
import { type EarlierCall, type RefusedCalls, refusedCount } from '@/lib/domain/calls/pressure';
import type { Review } from '@/lib/domain/draft/review';
import { stillVisible } from '@/lib/domain/text/visible';
import { Breakable } from '../ui/breakable';
import { TimeText } from '../ui/time-text';

const outcomeNames = {
  ok: 'answered',
  denied: 'refused',
  error: 'not accepted',
  timeout: 'timed out',
} satisfies Record<EarlierCall['outcome'], string>;

/** What was asked for, who asked where it was another agent, and under it what it got. */
function Asked({
  call: { asked, by },
  children,
}: {
  call: Pick<EarlierCall, 'asked' | 'by'>;
  children: React.ReactNode;
}) {
  return (
    <th scope="row" className="value">
      <span className="mono">
        <Breakable text={stillVisible(asked)} />
      </span>
      {by === null ? null : <span className="muted"> by {stillVisible(by)}</span>}
      <span className="answer">{children}</span>
    </th>
  );
}

function RefusedRow({ group }: { group: RefusedCalls }) {
  return (
    <tr>
      <Asked call={group}>
        {group.code} <Breakable text={group.rule ?? ''} />
      </Asked>
      <td className="number">{group.count}×</td>
      <td className="number muted">
        <TimeText at={group.last} />
      </td>
    </tr>
  );
}

const keyOf = ({ asked, rule, code, by, inRun }: RefusedCalls) => [asked, rule, code, by, inRun].join(' ');

function Refused({ refused }: { refused: readonly RefusedCalls[] }) {
  if (refused.length === 0) return <p className="pressure-none">Nothing was refused.</p>;
  return (
    <table className="data pressure">
      <caption className="sr-only">What was refused, the latest first</caption>
      <thead>
        <tr>
          <th scope="col">Asked for</th>
          <th scope="col" className="number">
            Times
          </th>
          <th scope="col" className="number">
            Last
          </th>
        </tr>
      </thead>
      <tbody>
        {refused.map((group) => (
          <RefusedRow key={keyOf(group)} group={group} />
        ))}
      </tbody>
    </table>
  );
}

const callsWords = (count: number, more: boolean): string => {
  if (more) return `The last ${count} calls`;
  return count === 1 ? '1 call' : `${count} calls`;
};

function Calls({ calls, more }: { calls: readonly EarlierCall[]; more: boolean }) {
  if (calls.length === 0) return null;
  return (
    <details className="unchanged">
      <summary className="fold">
        <ChevronRight className="icon-small" aria-hidden="true" />
        {callsWords(calls.length, more)} before this draft in the same run
      </summary>
      <table className="data pressure">
        <caption className="sr-only">Calls before this draft in the same run, oldest first</caption>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              <Asked call={call}>
                {outcomeNames[call.outcome]} {call.code}
              </Asked>
              <td className="number muted">
                <TimeText at={call.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** What the agent asked for before its draft and was refused: how it behaves at the boundary. */
export function PressureSection({ review: { pressure } }: { review: Review }) {
  if (pressure === null) return null;
  const { refused, moreRefused, calls, moreCalls } = pressure;
  const count = `${refusedCount(pressure)}${moreRefused ? '+' : ''}`;
  return (
    <section className="section" aria-labelledby="pressure">
      <div className="section-head">
        <h2 id="pressure">What this agent asked for and was refused</h2>
        <span className="muted text-13 nowrap">{refused.length === 0 ? null : `${count} refused`}</span>
        <span className="aside only-wide">In this run, and to its key within a day before</span>
      </div>
      <div className="panel">
        <Refused refused={refused} />
        <Calls calls={calls} more={moreCalls} />
      </div>
    </section>
  );
}
