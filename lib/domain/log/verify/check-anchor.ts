import { anchorTenant } from '../anchor-log';
import { bundleNames } from '../bundle/bundle-names';
import { type Bytes, hexOf, sameBytes, utf8 } from '../bytes';
import { leafHash, sha256 } from '../merkle-hash';
import { readEntry } from '../read-entry';
import { formatNote, parseNote } from '../signed-note';
import { parseTlogProof, type TlogProof } from '../tlog-proof';
import { utf8Text } from '../utf8-text';
import { parseVerifierKey } from '../verifier-key';
import { rootFromInclusion } from '../verify-inclusion';
import { checkCheckpoint, type SignedHead } from './check-checkpoint';
import type { Findings } from './findings';
import { logTenant } from './log-tenant';
import type { Trust } from './trust';
import type { Verified } from './verdict';

/** The head of the anchor log that holds the checkpoint of this bundle. Null where the bundle does not say so. */
export async function checkAnchor(
  files: ReadonlyMap<string, Bytes>,
  head: SignedHead,
  trust: Trust,
  found: Findings,
): Promise<SignedHead | null> {
  const { anchorProof: file, anchorKey } = bundleNames;
  if (!files.has(file) && !files.has(anchorKey)) return null;
  const proof = parseTlogProof(textIn(files, file));
  const carried = await parseVerifierKey(lineIn(textIn(files, anchorKey)));
  if (proof === null || carried === null) {
    return found.add({
      code: 'ANCHOR_INVALID',
      file,
      words: 'The proof of the anchor log, or its key, is not one.',
    });
  }
  // A key that was given for the log itself says nothing about the anchor log.
  const keys = trust.keys.filter(({ name }) => name === carried.name);
  const anchor = await checkCheckpoint({ note: proof.checkpoint, carried, file }, { ...trust, keys }, found);
  if (anchor === null) return null;
  if (!(await isInAnchor(proof, anchor))) {
    const words = 'The proof does not lead from the anchored checkpoint to the root of the anchor log.';
    return found.add({ code: 'ANCHOR_INVALID', file, words });
  }
  if (logTenant(anchor.origin) !== anchorTenant || !(await isOf(head, proof))) {
    return found.add({
      code: 'ANCHOR_DIFFERS',
      file,
      words: 'What the anchor log holds is another checkpoint.',
    });
  }
  return anchor;
}

/** What a head of the anchor log says in a verdict. */
export const saidOf = ({ signedBy, origin, size }: SignedHead): NonNullable<Verified['anchor']> => ({
  ...signedBy,
  origin,
  size,
});

const textIn = (files: ReadonlyMap<string, Bytes>, name: string): string =>
  utf8Text(files.get(name) ?? new Uint8Array()) ?? '';

/** A text without its line end, or as it is: no key has one. */
const lineIn = (text: string): string => text.replace(/\n$/, '');

async function isInAnchor({ index, hashes, extra }: TlogProof, { size, root }: SignedHead): Promise<boolean> {
  const leaf = extra && (await leafHash(extra));
  const led = leaf && (await rootFromInclusion({ index, size, leaf, hashes }));
  return led !== null && sameBytes(led, root);
}

/** The anchor log names a checkpoint by the hash of its note with the signatures of its own log alone. */
async function isOf({ note, origin }: SignedHead, { extra }: TlogProof): Promise<boolean> {
  const entry = extra && readEntry(extra);
  const { text, signatures } = parseNote(note) ?? { text: '', signatures: [] };
  const own = formatNote({ text, signatures: signatures.filter(({ name }) => name === origin) });
  const digest = `sha256:${hexOf(await sha256(utf8(own)))}`;
  const isAnchored = entry?.event === 'checkpoint_anchored' && entry.tenant === anchorTenant;
  return isAnchored && entry.subject === digest && entry.payload['checkpoint_digest'] === digest;
}
