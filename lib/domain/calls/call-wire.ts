import { z } from 'zod';

/** A recorded call as its agent may read it. `args` is what was kept after redaction. */
export const callSchema = z.strictObject({
  id: z.string(),
  correlation_id: z.string(),
  run_id: z.string().optional(),
  task_ref: z.string().optional(),
  method: z.string(),
  tool: z.string().optional(),
  decision: z.enum(['allow', 'deny', 'require_approval']),
  decision_rule_id: z.string().optional(),
  outcome: z.enum(['ok', 'denied', 'error', 'timeout']),
  error_code: z.string().optional(),
  http_status: z.int(),
  args: z.unknown().optional().describe('The arguments as recorded: secrets redacted, long texts cut'),
  draft_id: z.string().optional(),
  started_at: z.string().describe('RFC 3339, UTC'),
  duration_ms: z.int(),
});
export type CallWire = z.infer<typeof callSchema>;

type Recorded = {
  id: string;
  correlation_id: string;
  run_id: string | null;
  task_ref: string | null;
  method: string;
  tool: string | null;
  decision: CallWire['decision'];
  decision_rule_id: string | null;
  outcome: CallWire['outcome'];
  error_code: string | null;
  http_status: number;
  args_redacted: unknown;
  downstream_action_id: string | null;
  started_at: Date;
  duration_ms: number;
};

export function toCallWire(row: Recorded): CallWire {
  const given = {
    run_id: row.run_id,
    task_ref: row.task_ref,
    tool: row.tool,
    decision_rule_id: row.decision_rule_id,
    error_code: row.error_code,
    draft_id: row.downstream_action_id,
  };
  return {
    id: row.id,
    correlation_id: row.correlation_id,
    method: row.method,
    decision: row.decision,
    outcome: row.outcome,
    http_status: row.http_status,
    args: row.args_redacted ?? undefined,
    started_at: row.started_at.toISOString(),
    duration_ms: row.duration_ms,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
  };
}
