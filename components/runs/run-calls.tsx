import { CallCells } from '@/components/audit/call-cells';
import type { Packet } from '@/lib/domain/runs/packet';
import { stillVisible } from '@/lib/domain/text/visible';
import { ColumnHeads } from '../ui/column-heads';
import { utcWords } from '../ui/time-words';
import { Section } from './section';

const columns = [
  ['tool', 'Asked for'],
  ['end', 'Decision'],
  ['reason', 'Reason'],
  ['time', 'Time'],
] as const;

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
                <ColumnHeads columns={columns} />
              </tr>
            </thead>
            <tbody>
              {all.map((call) => (
                <tr key={call.id}>
                  <CallCells call={call} />
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
