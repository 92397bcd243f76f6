import { isStopped } from '@/db/queries/kill-switch';
import type { WriteTx } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { decides } from '@/lib/domain/people/role-refusals';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import { personStands } from '../person-stands';

/** Why this person may apply nothing now, or null: session, account, role and stop switch, held until commit. */
export async function mayApplyNow(tx: WriteTx, actor: Human): Promise<Refusal | null> {
  const refusal = await personStands(tx, actor, decides);
  if (refusal || !(await isStopped(tx))) return refusal;
  return refuse('KILL_SWITCH_ENGAGED', 'Changes of this tenant are stopped. Nothing can be applied now.')
    .refusal;
}
