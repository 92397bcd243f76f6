import Link from 'next/link';
import type { RecordedCall } from '@/lib/domain/calls/recorded-call';
import { stillVisible } from '@/lib/domain/text/visible';
import { TimeText } from '../ui/time-text';
import { CallChip } from './call-chip';
import { runPath } from './record-paths';

/** What agents asked for, newest first. */
export function CallTable({ calls }: { calls: readonly RecordedCall[] }) {
  return (
    <section className="scroll-x" aria-label="Calls">
      <table className="list-table calls">
        <caption className="sr-only">Calls of agents, newest first</caption>
        <thead>
          <tr>
            <th data-col="tool" scope="col">
              Asked for
            </th>
            <th data-col="end" scope="col">
              Outcome
            </th>
            <th data-col="agent" scope="col">
              Agent
            </th>
            <th data-col="run" scope="col">
              Run
            </th>
            <th data-col="time" scope="col">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              <td data-col="tool">
                <Link
                  className="link mono"
                  href={`/audit/${call.correlation_id}#${call.id}`}
                  prefetch={false}
                  data-list-item
                >
                  {stillVisible(call.tool ?? call.method)}
                </Link>
              </td>
              <td data-col="end">
                <CallChip call={call} />
              </td>
              <td data-col="agent">{stillVisible(call.agent_identity)}</td>
              <td data-col="run" className="mono">
                {call.run_id === null ? null : (
                  <Link className="link" href={runPath(call.run_id)} prefetch={false}>
                    {stillVisible(call.run_id)}
                  </Link>
                )}
              </td>
              <td data-col="time" className="muted">
                <TimeText at={call.started_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
