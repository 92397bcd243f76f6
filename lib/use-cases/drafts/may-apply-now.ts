import { holdSwitches, nothingNamed, stopsCovering } from '@/db/queries/kill-switch';
import type { WriteTx } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import type { Draft } from '@/lib/domain/draft/draft';
import { stoppedRefusal } from '@/lib/domain/limits/stop';
import { decides } from '@/lib/domain/people/role-refusals';
import type { Refusal } from '@/lib/domain/refusal';
import { personStands } from '../person-stands';
import { coveredBy } from './covered-by';

/** Why this person may apply nothing now, or null: session, account, role and stop switches, held until commit. */
export async function mayApplyNow(tx: WriteTx, actor: Human): Promise<Refusal | null> {
  const refusal = await personStands(tx, actor, decides);
  if (refusal) return refusal;
  await holdSwitches(tx);
  const [stop] = await stopsCovering(tx, nothingNamed);
  return stop ? stoppedRefusal(stop.scope) : null;
}

/** Why this draft may not be applied now, or null: its key, its run or its tool is stopped. Only after `mayApplyNow`. */
export async function draftFrozen(
  tx: WriteTx,
  draft: Pick<Draft, 'createdBy' | 'type' | 'runId'>,
): Promise<Refusal | null> {
  const [stop] = await stopsCovering(tx, coveredBy(draft));
  return stop ? stoppedRefusal(stop.scope) : null;
}
