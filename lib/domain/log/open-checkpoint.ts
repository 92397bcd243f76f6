import { type Checkpoint, parseCheckpoint } from './checkpoint';
import { parseNote, type SignedNote } from './signed-note';
import type { VerifierKey } from './verifier-key';
import { verifyNote } from './verify-note';

/** Why a text is not a checkpoint of the log whose key this is. */
export type NotACheckpoint =
  | 'NOT_A_SIGNED_NOTE'
  | 'NOT_A_CHECKPOINT'
  | 'OTHER_LOG'
  | 'NOT_SIGNED_BY_KEY'
  | 'SIGNATURE_FALSE';

export type OpenedCheckpoint =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly note: SignedNote }
  | { readonly ok: false; readonly code: NotACheckpoint };

/** Opens a checkpoint from outside: it is believed only when the key signed it under the log's own name. */
export async function openCheckpoint(text: string, key: VerifierKey): Promise<OpenedCheckpoint> {
  const note = parseNote(text);
  if (note === null) return { ok: false, code: 'NOT_A_SIGNED_NOTE' };
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint === null) return { ok: false, code: 'NOT_A_CHECKPOINT' };
  if (checkpoint.origin !== key.name) return { ok: false, code: 'OTHER_LOG' };
  const verdict = await verifyNote(note, key);
  if (verdict === 'not signed by this key') return { ok: false, code: 'NOT_SIGNED_BY_KEY' };
  if (verdict === 'false signature') return { ok: false, code: 'SIGNATURE_FALSE' };
  return { ok: true, checkpoint, note };
}
