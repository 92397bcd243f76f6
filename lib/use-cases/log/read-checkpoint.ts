import type { Agent, Human } from '@/lib/domain/actor';
import type { Result } from '@/lib/domain/refusal';
import { checkpointOf, type SignedCheckpoint } from './fresh-checkpoint';
import { logNamed } from './log-named';

/** The newest signed head of the log that an address names. */
export async function readCheckpoint(actor: Agent | Human, log: string): Promise<Result<SignedCheckpoint>> {
  const reader = logNamed(actor, log);
  return reader.ok ? checkpointOf(reader.value.tenantId) : reader;
}
