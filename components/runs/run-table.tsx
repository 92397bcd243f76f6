import Link from 'next/link';
import { countWords, type RunSummary } from '@/lib/domain/runs/run-summary';
import { stillVisible } from '@/lib/domain/text/visible';
import { runPath } from '../audit/record-paths';
import { ColumnHeads } from '../ui/column-heads';
import { TimeText } from '../ui/time-text';

const columns = [
  ['run', 'Run'],
  ['agent', 'Began it'],
  ['calls', 'Calls'],
  ['drafts', 'Drafts'],
  ['first', 'First call'],
  ['time', 'Last call'],
] as const;

/** The runs of agents, by their last call. */
export function RunTable({ runs }: { runs: readonly RunSummary[] }) {
  return (
    <section className="scroll-x" aria-label="Runs">
      <table className="list-table runs">
        <caption className="sr-only">Runs of agents, the last to call first</caption>
        <thead>
          <tr>
            <ColumnHeads columns={columns} />
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.run_id}>
              <td data-col="run">
                <Link className="link mono" href={runPath(run.run_id)} prefetch={false} data-list-item>
                  {stillVisible(run.run_id)}
                </Link>{' '}
                {run.stopped ? <span className="chip bad">Stopped</span> : null}
              </td>
              <td data-col="agent">{stillVisible(run.agent_identity)}</td>
              <td data-col="calls" data-label="Calls" className="tabular-nums">
                {countWords(run.calls)}
                {run.denied === 0 ? '' : `, ${countWords(run.denied)} denied`}
              </td>
              <td data-col="drafts" data-label="Drafts" className="tabular-nums">
                {countWords(run.drafts)}
              </td>
              <td data-col="first" data-label="Since" className="muted">
                <TimeText at={run.first_at} />
              </td>
              <td data-col="time" className="muted">
                <TimeText at={run.last_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
