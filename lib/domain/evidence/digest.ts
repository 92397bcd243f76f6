import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** `sha256:<64 hex>` over the RFC 8785 bytes of a value. */
export const digestOf = (value: unknown): string => `sha256:${sha256Hex(canonicalJson(value))}`;

export const sha256Hex = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/** The eight digits that people compare on page, dialog, toast, terminal and evidence: `0C90-B9D8`. */
export function digestCode(digest: string): string {
  const hex = digest.slice('sha256:'.length, 'sha256:'.length + 8).toUpperCase();
  return `${hex.slice(0, 4)}-${hex.slice(4)}`;
}
