import { bundleNames } from '../bundle/bundle-names';
import { readTar } from '../bundle/read-tar';
import type { Bytes } from '../bytes';
import { parseNote } from '../signed-note';
import { parseTlogProof } from '../tlog-proof';
import { utf8Text } from '../utf8-text';
import { readProofDocument } from './read-proof-document';

/** UNTRUSTED INPUT: the checkpoint in whatever the reader kept: itself, a proof in either form, a bundle. Null in none. */
export function keptCheckpoint(bytes: Bytes): string | null {
  const archive = readTar(bytes);
  const file = archive instanceof Map ? archive.get(bundleNames.checkpoint) : bytes;
  const text = file === undefined ? null : utf8Text(file);
  if (text === null) return null;
  const note = parseTlogProof(text)?.checkpoint ?? readProofDocument(text)?.proof.checkpoint ?? text;
  return parseNote(note) === null ? null : note;
}
