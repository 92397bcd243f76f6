import { Ban, ChevronRight } from 'lucide-react';
import {
  type EarlierCall,
  type Pressure,
  type RefusedCalls,
  refusedCount,
} from '@/lib/domain/calls/pressure';
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

function By({ by }: { by: string | null }) {
  return by === null ? null : <span className="muted"> by {stillVisible(by)}</span>;
}

function RefusedRow({ group }: { group: RefusedCalls }) {
  return (
    <tr>
      <th scope="row" className="value">
        <span className="mono">
          <Breakable text={stillVisible(group.asked)} />
        </span>
        <By by={group.by} />
      </th>
      <td className="value">
        <span className="mono">{group.code}</span> <span className="muted mono">{group.rule}</span>
      </td>
      <td className="number">{group.count}×</td>
      <td className="number muted">
        <TimeText at={group.last} />
      </td>
    </tr>
  );
}

function Refused({ pressure }: { pressure: Pressure }) {
  if (pressure.refused.length === 0) return <p className="pressure-none">Nothing was refused.</p>;
  return (
    <table className="data pressure">
      <caption className="sr-only">What was refused, the latest first</caption>
      <thead>
        <tr>
          <th scope="col">Asked for</th>
          <th scope="col">Answer and rule</th>
          <th scope="col" className="number">
            How often
          </th>
          <th scope="col" className="number">
            Last
          </th>
        </tr>
      </thead>
      <tbody>
        {pressure.refused.map((group) => (
          <RefusedRow
            key={`${group.asked} ${group.rule} ${group.code} ${group.by} ${group.inRun}`}
            group={group}
          />
        ))}
      </tbody>
    </table>
  );
}

function Calls({ pressure: { calls, moreCalls } }: { pressure: Pressure }) {
  if (calls.length === 0) return null;
  return (
    <details className="unchanged">
      <summary className="fold">
        <ChevronRight className="icon-small" aria-hidden="true" />
        {moreCalls
          ? `The last ${calls.length} calls`
          : calls.length === 1
            ? '1 call'
            : `${calls.length} calls`}{' '}
        before this draft in the same run
      </summary>
      <table className="data">
        <caption className="sr-only">Calls before this draft in the same run, oldest first</caption>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              <th scope="row" className="value">
                <span className="mono">
                  <Breakable text={stillVisible(call.asked)} />
                </span>
                <By by={call.by} />
              </th>
              <td className="value">
                {outcomeNames[call.outcome]} <span className="muted mono">{call.code}</span>
              </td>
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
  const count = refusedCount(pressure);
  return (
    <section className="section" aria-labelledby="pressure">
      <div className="section-head">
        <h2 id="pressure">What this agent asked for and was refused</h2>
        <span className="muted text-13">
          {count === 0 ? null : <Ban className="icon-small" aria-hidden="true" />}{' '}
          {count === 0
            ? 'in this run and the day before'
            : `${count}${pressure.moreRefused ? '+' : ''} refused, in this run or the day before`}
        </span>
      </div>
      <div className="panel">
        <Refused pressure={pressure} />
        <Calls pressure={pressure} />
      </div>
    </section>
  );
}
