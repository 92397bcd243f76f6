import Link from 'next/link';
import type { RecordedCall } from '@/lib/domain/calls/recorded-call';
import { stillVisible } from '@/lib/domain/text/visible';
import { ColumnHeads } from '../ui/column-heads';
import { TimeText } from '../ui/time-text';
import { CallCells } from './call-cells';
import { runPath } from './record-paths';

const columns = [
  ['tool', 'Asked for'],
  ['end', 'Outcome'],
  ['agent', 'Agent'],
  ['run', 'Run'],
  ['time', 'When'],
] as const;

/** What agents asked for, newest first. */
export function CallTable({ calls }: { calls: readonly RecordedCall[] }) {
  return (
    <section className="scroll-x" aria-label="Calls">
      <table className="list-table calls">
        <caption className="sr-only">Calls of agents, newest first</caption>
        <thead>
          <tr>
            <ColumnHeads columns={columns} />
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              <CallCells call={call} listed />
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
