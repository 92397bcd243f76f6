import 'server-only';
import { pool } from '@/db/pool';
import type { Agent } from '@/lib/domain/actor';

/** Counts one refusal of a proven key, in one flight; false where the call log has just taken one like it. */
export async function refusalNoted(
  { tenantId, keyId }: Agent,
  rule: string,
  operation: string,
): Promise<boolean> {
  const [row] = await pool()<{ noted: boolean }[]>`
    select refusal_noted(${tenantId}, ${keyId}, ${rule}, ${operation}) as noted`;
  if (!row) throw new Error('a refusal was not counted');
  return row.noted;
}
