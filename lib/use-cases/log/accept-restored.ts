import { randomBytes } from 'node:crypto';
import { newId } from '@/db/new-id';
import { withTenant, withTenantSnapshot } from '@/db/tenant';
import { readLogState, setLogStateAside } from '@/host/log-state';
import { now } from '@/lib/clock';
import { principalOf, type System } from '@/lib/domain/actor';
import { restoredEvidence } from '@/lib/domain/evidence/restored-evidence';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import { toBase64 } from '@/lib/domain/log/base64';
import { type Checkpoint, parseCheckpoint } from '@/lib/domain/log/checkpoint';
import { parseNote } from '@/lib/domain/log/signed-note';
import { accept, type Result } from '@/lib/domain/refusal';
import { judgeHead } from './judge-head';
import { notSignable } from './not-signable';

/** What was given up: a size that was signed, and what the log has now. Null where nothing had to be. */
export type AcceptedLog = { signedSize: number; size: number } | null;

/**
 * Lets a log be signed again that is behind what was signed of it, for the operator who restored an older backup knowing it.
 * Refused where the log does not hold together by itself: that is no backup. The leaf is committed before what was signed
 * last is put aside, so that a crash in between leaves the log refused, with one leaf more.
 */
export async function acceptRestored(
  operator: System,
  reason: string,
  dataDir: string,
): Promise<Result<AcceptedLog>> {
  const { tenantId } = operator;
  const state = await readLogState(dataDir, tenantId);
  if (state === 'damaged') return notSignable('What is kept in DATA_DIR of the last signed head is damaged.');
  const judged = await withTenantSnapshot(operator, async (tx) => ({
    withState: await judgeHead(tx, state),
    alone: await judgeHead(tx, null),
  }));
  if (judged.withState.ok || state === null) return judged.alone.ok ? accept(null) : judged.alone;
  if (!judged.alone.ok) return judged.alone;
  const signed = parseCheckpoint(parseNote(state.note)?.text ?? '');
  if (signed === null) return notSignable('What is kept in DATA_DIR of the last signed head is damaged.');
  // The anchor log holds checkpoints alone; the leaves of the tenants say what was restored.
  if (tenantId !== anchorTenant) await record(operator, signed, reason);
  await setLogStateAside(dataDir, tenantId, now().toISOString());
  return accept({ signedSize: signed.size, size: judged.alone.value.size });
}

async function record(operator: System, { size, root }: Checkpoint, reason: string): Promise<void> {
  const salt = randomBytes(16);
  await withTenant(operator, async (tx) => {
    tx.audit({
      type: 'log_restored',
      subject: 'log',
      before: { signed_size: size, signed_root: toBase64(root) },
      after: { reason_salt: salt.toString('base64') },
      reason,
    });
    const leaf = { id: newId('evd'), tenant: tx.tenantId, by: principalOf(operator), at: now() };
    tx.record(restoredEvidence({ ...leaf, signedSize: size, signedRoot: toBase64(root), reason, salt }));
  });
}
