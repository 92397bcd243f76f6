import Link from 'next/link';
import { CallChip } from '@/components/audit/call-chip';
import type { Packet } from '@/lib/domain/runs/packet';
import { stillVisible } from '@/lib/domain/text/visible';
import { utcWords } from '../ui/time-words';
import { Section } from './section';

const countWords = ({ total, ok, denied, error, timeout }: Packet['calls']): string =>
  `${total} in all: ${ok} answered, ${denied} denied, ${error} failed, ${timeout} timed out`;

/** Every call with its reason and how it was decided. */
export function RunCalls({ packet: { calls, tool_calls: all } }: { packet: Packet }) {
  const note =
    calls.shown < calls.total ? `${countWords(calls)}; the first ${calls.shown}` : countWords(calls);
  return (
    <Section id="calls" title="Tool calls" note={note}>
      {all.length === 0 ? (
        <p className="muted text-13">No call is recorded.</p>
      ) : (
        <div className="panel">
          <table className="list-table run-calls">
            <caption className="sr-only">Tool calls, oldest first</caption>
            <thead>
              <tr>
                <th data-col="tool" scope="col">
                  Asked for
                </th>
                <th data-col="end" scope="col">
                  Decision
                </th>
                <th data-col="reason" scope="col">
                  Reason
                </th>
                <th data-col="time" scope="col">
                  Time
                </th>
              </tr>
            </thead>
            <tbody>
              {all.map((call) => (
                <tr key={call.id}>
                  <td data-col="tool">
                    <Link
                      className="link mono"
                      href={`/audit/${call.correlation_id}#${call.id}`}
                      prefetch={false}
                    >
                      {stillVisible(call.tool ?? call.method)}
                    </Link>
                  </td>
                  <td data-col="end">
                    <CallChip call={call} />
                  </td>
                  <td data-col="reason" className="muted">
                    {call.reason === null ? 'none given' : stillVisible(call.reason)}
                  </td>
                  <td data-col="time" className="muted tabular-nums">
                    {utcWords(new Date(call.at))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
