import type { ChainRow } from '../chain';
import { toCef } from './cef';
import { toExportedCall } from './exported-call';
import { toOcsf } from './ocsf';

/** `jsonl` is the row as it was hashed, with its hashes: whoever holds the lines can compute the chain anew. */
export const exportFormats = ['jsonl', 'ocsf', 'cef'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** One call as one line, with its end. */
export const exportLine: Record<ExportFormat, (row: ChainRow) => string> = {
  jsonl: ({ entry, prevHash, entryHash }) =>
    `${JSON.stringify({ ...entry, prev_hash: prevHash, entry_hash: entryHash })}\n`,
  ocsf: (row) => `${JSON.stringify(toOcsf(toExportedCall(row)))}\n`,
  cef: (row) => `${toCef(toExportedCall(row))}\n`,
};
