import 'server-only';
import { doorPool } from '@/db/pool';
import type { Agent } from '@/lib/domain/actor';

export type Admission = {
  verdict: 'admitted' | 'probe' | 'stopped' | 'open' | 'limited';
  rule: string | null;
  retry_after: number | null;
  /** Of a refusal: whether the call log takes it, or has just taken one like it. */
  noted: boolean | null;
};

type Asked = { tool: string | null; run: string | null; spend: boolean };

/** Stops, circuit and limit of one request of a proven key, in one flight and by the clock of the database. */
export async function admitRequest(
  { tenantId, keyId, grant }: Agent,
  { tool, run, spend }: Asked,
): Promise<Admission> {
  const [row] = await doorPool()<Admission[]>`
    select * from mcp_admit(${tenantId}, ${keyId}, ${tool}, ${run}, ${grant.ratePerMinute}, ${grant.burst}, ${spend})`;
  if (!row) throw new Error('the limits did not answer');
  return row;
}
