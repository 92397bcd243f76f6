import { fromBase64, toBase64 } from './base64';
import type { Bytes } from './bytes';
import { hashLength } from './merkle-hash';

/** C2SP tlog-checkpoint: the head of a log at one size. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Bytes };

/** The text of the note that is signed. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** Reads the text of a note from outside; null unless it is a checkpoint. Extension lines are refused: nobody audits them. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [, origin, digits, encoded] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]+)\n$/u.exec(text) ?? [];
  const root = encoded === undefined ? null : fromBase64(encoded);
  const size = Number(digits);
  if (origin === undefined || root?.length !== hashLength || !Number.isSafeInteger(size)) return null;
  return { origin, size, root };
}
