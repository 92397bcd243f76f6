import { addCheckpoint, type NewCheckpoint, type StoredCheckpoint } from '@/db/queries/log-checkpoints';
import { withTenant, withTenantSnapshot } from '@/db/tenant';
import { type LogState, readLogState, writeLogState } from '@/host/log-state';
import { config } from '@/lib/config';
import type { System } from '@/lib/domain/actor';
import { originOf } from '@/lib/domain/log/anchor-log';
import { type Bytes, utf8 } from '@/lib/domain/log/bytes';
import { formatCheckpoint } from '@/lib/domain/log/checkpoint';
import { formatNote } from '@/lib/domain/log/signed-note';
import { ed25519Key, formatVerifierKey } from '@/lib/domain/log/verifier-key';
import { accept, type Result } from '@/lib/domain/refusal';
import { type JudgedHead, judgeHead } from './judge-head';
import { type LogSigner, logSigner } from './log-signer';
import { logWords } from './log-words';
import { notSignable } from './not-signable';
import { signingFailed } from './signing-failed';

/** Where a process signs: one log, what signs, and where what was signed last is kept. */
export type Signing = { tenantId: string; signer: LogSigner; dataDir: string; host: string };

export const usualSigning = (tenantId: string): Signing => ({
  tenantId,
  signer: logSigner(),
  dataDir: config().dataDir,
  host: config().logHost,
});

/**
 * Signs the committed head of a log unless it is signed, and gives its newest checkpoint. Outside of any transaction that
 * appends: what is rolled back was never signed. Stored, then kept outside the database, then given out: after a crash at
 * any point nobody holds a note that the database does not.
 */
export async function signHead(signing: Signing): Promise<Result<StoredCheckpoint>> {
  const looked = await look(signing);
  if (!looked.ok) return looked;
  const { size, root, newest, kept } = looked.value;
  if (newest?.size === size) return accept(await remembered(signing, newest, kept));
  const signed = await signedNote(signing, { size, root });
  if (!signed.ok) return signed;
  sayOtherKey(signing, signed.value, kept?.verifierKey ?? newest?.verifier_key);
  const { value: stored } = await withTenant(systemOf(signing), (tx) => addCheckpoint(tx, signed.value));
  if (stored !== null) return accept(await remembered(signing, stored, kept));
  return winnersOf(signing, size);
}

type Looked = JudgedHead & { kept: LogState | null };

async function look(signing: Signing): Promise<Result<Looked>> {
  let kept: LogState | 'damaged' | null;
  try {
    kept = await readLogState(signing.dataDir, signing.tenantId);
  } catch (fault) {
    return signingFailed('What is kept in DATA_DIR of the last signed head cannot be read.', fault);
  }
  if (kept === 'damaged') return notSignable('What is kept in DATA_DIR of the last signed head is damaged.');
  const state = kept;
  const judged = await withTenantSnapshot(systemOf(signing), (tx) => judgeHead(tx, state));
  return judged.ok ? accept({ ...judged.value, kept }) : judged;
}

/** Another process has stored a checkpoint of this size or a larger one: that is the one, once it is judged here too. */
async function winnersOf(signing: Signing, size: number): Promise<Result<StoredCheckpoint>> {
  const looked = await look(signing);
  if (!looked.ok) return looked;
  const { newest, kept } = looked.value;
  if (newest === null || newest.size < size) throw new Error('the checkpoint of another process is gone');
  return accept(await remembered(signing, newest, kept));
}

async function signedNote(
  { tenantId, host, signer }: Signing,
  head: { size: number; root: Bytes },
): Promise<Result<NewCheckpoint>> {
  const origin = originOf(host, tenantId);
  const text = formatCheckpoint({ origin, ...head });
  const key = await ed25519Key(origin, signer.publicKey);
  try {
    const signature = await signer.sign(utf8(text));
    const note = formatNote({ text, signatures: [{ name: origin, keyId: key.keyId, signature }] });
    return accept({ ...head, note, verifierKey: formatVerifierKey(key) });
  } catch (fault) {
    return signingFailed('What signs the log has failed.', fault);
  }
}

/** A changed key is no break, and whoever pinned the old one must hear of it. */
function sayOtherKey(
  { tenantId }: Signing,
  { size, verifierKey }: NewCheckpoint,
  before: string | undefined,
): void {
  if (before === undefined || before === verifierKey) return;
  process.stderr.write(
    `The ${logWords(tenantId)} is signed with another key from ${size} on: ${verifierKey}, and before ${before}\n`,
  );
}

async function remembered(
  { dataDir, tenantId }: Signing,
  stored: StoredCheckpoint,
  kept: LogState | null,
): Promise<StoredCheckpoint> {
  const state = { note: stored.note, verifierKey: stored.verifier_key };
  if (kept?.note !== state.note) await writeLogState(dataDir, tenantId, state);
  return stored;
}

const systemOf = ({ tenantId }: Signing): System => ({ kind: 'system', tenantId, name: 'checkpointer' });
