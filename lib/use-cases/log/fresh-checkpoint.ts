import type { Agent, Human } from '@/lib/domain/actor';
import type { Bytes } from '@/lib/domain/log/bytes';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';
import { newestCheckpoint } from './newest-checkpoint';

/** A signed head of a log. `note` is the C2SP signed note with the cosignatures of witnesses. */
export type SignedCheckpoint = {
  size: number;
  root: Bytes;
  note: string;
  signedAt: Date;
  verifierKey: string;
};

/**
 * The newest checkpoint of the tenant's log, of every leaf that was committed when this was asked: the head is signed
 * first if it has grown. LOG_NOT_SIGNABLE where it is not what was signed before.
 */
export async function freshCheckpoint(actor: Agent | Human): Promise<Result<SignedCheckpoint>> {
  const denied = needsScope(actor, 'mcp:read:evidence');
  return denied ?? checkpointOf(actor.tenantId);
}

/** The same of a log that whoever asks was let in to. */
export async function checkpointOf(tenantId: string): Promise<Result<SignedCheckpoint>> {
  const newest = await newestCheckpoint(tenantId);
  if (!newest.ok) return newest;
  const { size, root, note, cosignatures, signed_at: signedAt, verifier_key: verifierKey } = newest.value;
  return accept({
    size,
    root: Uint8Array.from(root),
    note: `${note}${cosignatures.join('')}`,
    signedAt,
    verifierKey,
  });
}
