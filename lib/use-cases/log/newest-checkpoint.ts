import type { StoredCheckpoint } from '@/db/queries/log-checkpoints';
import type { Result } from '@/lib/domain/refusal';
import { inTurns } from './in-turns';
import { noteSigned, noteUnsigned } from './log-standings';
import { signHead, usualSigning } from './sign-head';

declare global {
  /** Next bundles the loop and the routes apart; one log is signed in one place of the process. */
  var countersignSigning: ((tenantId: string) => Promise<Result<StoredCheckpoint>>) | undefined;
}

/** Signs what a log holds now, unless it is signed, and remembers whether that could be done. */
export function newestCheckpoint(tenantId: string): Promise<Result<StoredCheckpoint>> {
  globalThis.countersignSigning ??= inTurns(signAndNote);
  return globalThis.countersignSigning(tenantId);
}

async function signAndNote(tenantId: string): Promise<Result<StoredCheckpoint>> {
  const signed = await signHead(usualSigning(tenantId));
  if (signed.ok) noteSigned(tenantId);
  else noteUnsigned(tenantId, signed.refusal);
  return signed;
}
