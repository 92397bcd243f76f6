import { webBulkHash } from '../bulk-hash';
import type { Bytes } from '../bytes';
import { parseTlogProof } from '../tlog-proof';
import { utf8Text } from '../utf8-text';
import { Findings } from './findings';
import { readProofDocument } from './read-proof-document';
import { noTrust } from './trust';
import type { Verdict } from './verdict';
import { verifyBundle } from './verify-bundle';
import type { VerifyOptions } from './verify-options';
import { verifyProofDocument, verifyTlogProof } from './verify-proof';

/** What is held in memory at once, and more than the largest bundle that is made. */
export const largestFile = 2 ** 30;

/** The name with which every ustar archive of ours begins. */
const archiveStart = 'manifest.json\0';

/**
 * Verifies a file that was taken from a log: a bundle, the JSON of a proof, or a tlog-proof. UNTRUSTED INPUT: every byte of
 * it. Needs no network and no clock. Throws only where this runtime has no SHA-256 or Ed25519 in its WebCrypto.
 */
export async function verifyEvidence(file: Bytes, given: Partial<VerifyOptions> = {}): Promise<Verdict> {
  const options = { trust: noTrust, against: null, hash: webBulkHash, onProgress: () => {}, ...given };
  const found = new Findings();
  if (file.length > largestFile) {
    found.add({ code: 'FILE_TOO_LARGE', words: 'The file is larger than 1 GiB.' });
    return found.verdict(null);
  }
  if (utf8Text(file.subarray(0, archiveStart.length)) === archiveStart) return verifyBundle(file, options);
  const text = utf8Text(file);
  const proof = text === null ? null : parseTlogProof(text);
  if (proof !== null) return verifyTlogProof(proof, options);
  const document = text === null ? null : readProofDocument(text);
  if (document !== null) return verifyProofDocument(document, options);
  found.add({
    code: 'FILE_UNKNOWN',
    words:
      'The file is no bundle, no proof as JSON, and no tlog-proof. A statement is verified in its bundle, or by a tool for DSSE.',
  });
  return found.verdict(null);
}
