import { type Bytes, utf8 } from '../bytes';
import { parseNote } from '../signed-note';
import type { VerifierKey } from '../verifier-key';
import { isEd25519Signature } from '../verify-note';
import type { SignedHead } from './check-checkpoint';
import type { Findings } from './findings';
import type { Verified } from './verdict';

/** C2SP tlog-cosignature: Ed25519 over the time and the text, eight bytes of time before it. */
const cosignatureType = 0x04;
const timeBytes = 8;
const ed25519Bytes = 64;

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
  for (const { name, keyId, signature } of note?.signatures ?? []) {
    const key = witnesses.get(`${name}+${keyId}`);
    if (key === undefined || note === null) continue;
    const at = await timeSeen(signature, note.text, key);
    if (at !== null) seen.set(`${name}+${keyId}`, { name, keyId, at });
    else found.add({ code: 'COSIGNATURE_FALSE', words: `The signature of the witness ${keyId} is false.` });
  }
  return [...seen.values()];
}

async function timeSeen(signature: Bytes, text: string, { publicKey }: VerifierKey): Promise<number | null> {
  if (signature.length !== timeBytes + ed25519Bytes) return null;
  const at = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  const message = utf8(`cosignature/v1\ntime ${at}\n${text}`);
  const isTrue = await isEd25519Signature(publicKey, signature.slice(timeBytes), message);
  return isTrue ? Number(at) : null;
}
