import 'server-only';
import { doorPool } from '@/db/pool';
import type { Agent } from '@/lib/domain/actor';
import type { AdmitRuleId } from '@/lib/domain/policy/rule-id';

export type Admission = { verdict: 'admitted' | 'probe'; rule: null } | NotAdmitted;

export type NotAdmitted = {
  rule: AdmitRuleId;
  /** Whether the call log takes it, or has just taken one like it. */
  noted: boolean;
} & (
  | { verdict: 'stopped'; retry_after: null }
  | { verdict: 'open' | 'limited' /** Seconds. */; retry_after: number }
);

type Asked = { tool: string | null; run: string | null };

/** Stops, circuit and limit of one request of a proven key, in one flight and by the clock of the database. */
export async function admitRequest(
  { tenantId, keyId, grant }: Agent,
  { tool, run }: Asked,
): Promise<Admission> {
  const [row] = await doorPool()<Admission[]>`
    select * from mcp_admit(${tenantId}, ${keyId}, ${tool}, ${run}, ${grant.ratePerMinute}, ${grant.burst})`;
  if (!row) throw new Error('the limits did not answer');
  return row;
}
