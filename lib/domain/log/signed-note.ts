import { fromBase64, toBase64 } from './base64';
import { type Bytes, concat, hexOf } from './bytes';

/** One signature line. `keyId` is eight hex digits; `signature` is what follows the id. */
export type NoteSignature = { readonly name: string; readonly keyId: string; readonly signature: Bytes };

/** C2SP signed-note: a text that ends in a newline, and who signed it. */
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A verifier accepts at least 16 signatures; more than this is no note. */
const mostSignatures = 64;
const longestNote = 100_000;

/** Reads a note from outside; null unless it is one. Says nothing about whether its signatures are true. */
export function parseNote(note: string): SignedNote | null {
  if (note.length > longestNote || !note.isWellFormed() || controlCharacter.test(note)) return null;
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > mostSignatures) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === null) return null;
    signatures.push(signature);
  }
  return { text: note.slice(0, end + 1), signatures };
}

/** An ASCII control character other than newline. */
const controlCharacter = /[^\P{Cc}\n\u007f-\u009f]/u;

function parseSignature(line: string): NoteSignature | null {
  const [, name, encoded] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? null : fromBase64(encoded);
  if (name === undefined || bytes === null || bytes.length < 5) return null;
  return { name, keyId: hexOf(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

export const formatNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures.map(signatureLine).join('')}`;

/** One signature line with its newline. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Uint8Array.from(keyId.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  return `\u2014 ${name} ${toBase64(concat(id, signature))}\n`;
}
