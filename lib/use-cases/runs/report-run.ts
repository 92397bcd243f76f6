import { addReport, tookPart } from '@/db/queries/run-reports';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import { redactSecrets } from '@/lib/domain/calls/redact';
import { invalid } from '@/lib/domain/invalid';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { type Reported, reportsAtMost, runIdSchema, runReportSchema } from '@/lib/domain/runs/report';
import { needsScope } from '../needs-scope';
import { actOnce } from '../once';
import { noSuchRun } from './read-run';
import { runNames } from './run-names';

type Asked = { runId: string; input: unknown; idempotencyKey: string | null; correlationId: string };

/**
 * Keeps what an agent says of a run it took part in, secrets taken out first. It says what happened elsewhere: it changes
 * nothing and is believed by nothing.
 */
export async function reportRun(
  agent: Agent,
  { runId, input, idempotencyKey, correlationId }: Asked,
): Promise<Result<Reported & { replayed: boolean }>> {
  const denied = needsScope(agent, 'mcp:draft:create:endpoint');
  if (denied) return denied;
  if (!runIdSchema.safeParse(runId).success) return noSuchRun();
  const parsed = runReportSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { value: report, count } = redactSecrets(parsed.data);
  const asked = { operation: 'run_report', key: idempotencyKey, request: { runId, report } };
  const result = await actOnce(agent, asked, (tx) =>
    keep(tx, {
      run_id: runId,
      agent_key_id: agent.keyId,
      report,
      redaction_count: count,
      correlation_id: correlationId,
      reported_at: now(),
    }),
  );
  return result.ok ? accept({ ...result.value.kept, replayed: result.value.replayed }) : result;
}

async function keep(tx: WriteTx, row: Parameters<typeof addReport>[1]): Promise<Result<Reported>> {
  if (!(await tookPart(tx, row.agent_key_id, runNames(row.run_id)))) return noSuchRun();
  const revision = await addReport(tx, row, reportsAtMost);
  if (revision === null) {
    return refuse('VALIDATION_FAILED', `A run can be reported ${reportsAtMost} times.`, {
      hint: 'The last report is the one that is shown.',
    });
  }
  return accept({ run_id: row.run_id, revision, redaction_count: row.redaction_count });
}
