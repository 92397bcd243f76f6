import type { Agent, Human } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { freshCheckpoint, type SignedCheckpoint } from './fresh-checkpoint';
import { type LogStanding, showLogStanding } from './show-log-standing';

/** The newest signed head of the tenant's log, and up to where this process has recomputed what lies behind it. */
export async function showLog(
  actor: Agent | Human,
): Promise<Result<{ signed: SignedCheckpoint; standing: LogStanding }>> {
  const signed = await freshCheckpoint(actor);
  if (!signed.ok) return signed;
  const standing = showLogStanding(actor);
  return standing.ok ? accept({ signed: signed.value, standing: standing.value }) : standing;
}
