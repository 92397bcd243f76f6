import { cosignatureType, isCosignature } from '../cosignature';
import { type NoteSignature, parseNote } from '../signed-note';
import type { VerifierKey } from '../verifier-key';
import type { SignedHead } from './check-checkpoint';
import type { Findings } from './findings';
import type { Verified } from './verdict';

/**
 * Which witnesses, of those whose keys the reader brought, have seen one of these heads: the log's own, or that of the anchor
 * log that holds it. One that is false is a failure, and so is a key of a witness that has seen none of them.
 */
export async function checkCosignatures(
  heads: readonly SignedHead[],
  keys: readonly VerifierKey[],
  found: Findings,
): Promise<Verified['cosignedBy']> {
  const seen = new Map<string, Verified['cosignedBy'][number]>();
  for (const witness of keys.filter(({ type }) => type === cosignatureType)) {
    const { name, keyId } = witness;
    const lines = heads.flatMap(({ note }) => linesBy(witness, note));
    const isTrue = await Promise.all(lines.map(({ text, line }) => isCosignature(text, line, witness)));
    const [last] = lines.filter((_, nth) => isTrue[nth]).slice(-1);
    if (isTrue.includes(false))
      found.add({ code: 'COSIGNATURE_FALSE', words: `The signature of the witness ${keyId} is false.` });
    else if (last === undefined)
      found.add({ code: 'COSIGNATURE_MISSING', words: `The witness ${keyId} has not cosigned this.` });
    else seen.set(`${name}+${keyId}`, { name, keyId, at: timeIn(last.line) });
  }
  return [...seen.values()];
}

function linesBy({ name, keyId }: VerifierKey, signed: string): { text: string; line: NoteSignature }[] {
  const note = parseNote(signed);
  const lines = note?.signatures.filter((line) => line.name === name && line.keyId === keyId) ?? [];
  return note === null ? [] : lines.map((line) => ({ text: note.text, line }));
}

/** Eight bytes of seconds stand before the signature. */
const timeIn = ({ signature }: NoteSignature): number =>
  Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
