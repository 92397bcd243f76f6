import { cosignatureType, isCosignature } from '../cosignature';
import { type NoteSignature, parseNote } from '../signed-note';
import type { VerifierKey } from '../verifier-key';
import type { SignedHead } from './check-checkpoint';
import type { Findings } from './findings';
import type { Verified } from './verdict';

/** Which witnesses, of those whose keys the reader brought, have seen this checkpoint. One that is false is a failure. */
export async function checkCosignatures(
  head: SignedHead,
  keys: readonly VerifierKey[],
  found: Findings,
): Promise<Verified['cosignedBy']> {
  const note = parseNote(head.note);
  const witnesses = new Map(
    keys.filter(({ type }) => type === cosignatureType).map((key) => [`${key.name}+${key.keyId}`, key]),
  );
  const seen = new Map<string, Verified['cosignedBy'][number]>();
  for (const line of note?.signatures ?? []) {
    const { name, keyId } = line;
    const key = witnesses.get(`${name}+${keyId}`);
    if (key === undefined || note === null) continue;
    if (await isCosignature(note.text, line, key))
      seen.set(`${name}+${keyId}`, { name, keyId, at: timeIn(line) });
    else found.add({ code: 'COSIGNATURE_FALSE', words: `The signature of the witness ${keyId} is false.` });
  }
  return [...seen.values()];
}

/** Eight bytes of seconds stand before the signature. */
const timeIn = ({ signature }: NoteSignature): number =>
  Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
