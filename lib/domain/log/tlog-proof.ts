import { fromBase64, toBase64 } from './base64';
import type { Bytes } from './bytes';
import { hashLength } from './merkle-hash';

/** C2SP tlog-proof@v1. `extra` is, in our files, the exact entry; nobody vouches for it but the proof itself. */
export type TlogProof = {
  readonly extra: Bytes | null;
  readonly index: number;
  readonly hashes: readonly Bytes[];
  /** The signed note, as it is. */
  readonly checkpoint: string;
};

const header = 'c2sp.org/tlog-proof@v1';

export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = [
    header,
    ...(extra === null ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Reads a proof from outside; null unless it is one. */
export function parseTlogProof(text: string): TlogProof | null {
  const [, extraText, digits, hashLines, checkpoint] = form.exec(text) ?? [];
  const index = Number(digits);
  if (hashLines === undefined || checkpoint === undefined || !Number.isSafeInteger(index)) return null;
  const extra = extraText === undefined ? null : fromBase64(extraText);
  const hashes = hashLines.split('\n').slice(0, -1).map(fromBase64);
  if ((extraText !== undefined && extra === null) || !hashes.every(isHash)) return null;
  return { extra, index, hashes, checkpoint };
}

/** Header, extra, index, at most 53 hashes (a tree of safe size needs no more), a blank line, the checkpoint. */
const form =
  /^c2sp\.org\/tlog-proof@v1\n(?:extra ([A-Za-z0-9+/=]+)\n)?index (0|[1-9]\d{0,15})\n((?:[A-Za-z0-9+/]{43}=\n){0,53})\n([^]+)$/;

const isHash = (bytes: Bytes | null): bytes is Bytes => bytes?.length === hashLength;
