import { readCanonical } from '../../evidence/read-canonical';
import { fromBase64 } from '../base64';
import type { BulkHash } from '../bulk-hash';
import { type EvidenceLine, evidenceLineSchema, largestLine } from '../bundle/evidence-line';
import { type Bytes, hexOf } from '../bytes';
import { type LogEntry, readEntry } from '../read-entry';
import { utf8Text } from '../utf8-text';
import type { LogRecord } from './check-record';

/**
 * The record of each line that is, byte for byte, the line of its entry; null for the others. Nearly every line is, and
 * asking so costs a third of taking it apart.
 */
export async function exactRecords(
  lines: readonly Uint8Array[],
  tenant: string,
  hash: BulkHash,
): Promise<(LogRecord | null)[]> {
  const entryOf = (line: Uint8Array | undefined): LogEntry => {
    const claim = line && claimOf(line, tenant);
    if (claim === null || claim === undefined) throw new Error('a line that was read is none any more');
    return claim.entry;
  };
  const claims = lines.map((line) => claimOf(line, tenant));
  const leaves = await hash.leaves(claims.map((claim) => claim?.bytes ?? nothing));
  return claims.map((claim, nth) => {
    const leaf = leaves[nth];
    if (claim === null || leaf === undefined) return null;
    const { text, bytes, position } = claim;
    if (text !== lineOf(claim, leaf, utf8Text(bytes) ?? '')) return null;
    return { position, leaf, entry: () => entryOf(lines[nth]) };
  });
}

type Claim = { text: string; base64: string; bytes: Bytes; position: number; entry: LogEntry };
const nothing = new Uint8Array();

/** What a line says, before anything was hashed; null where its entry is none of this log. */
function claimOf(line: Uint8Array, tenant: string): Claim | null {
  const text = line.length > largestLine ? null : utf8Text(line);
  const [, base64 = '', digits] = text === null ? [] : (form.exec(text) ?? []);
  const bytes = fromBase64(base64) ?? nothing;
  const entry = readEntry(bytes);
  if (text === null || entry?.tenant !== tenant) return null;
  return { text, base64, bytes, position: Number(digits), entry };
}

/** Base64 holds no quotation mark, and so do events, ids and hashes that are ours. */
const form =
  /^\{"entry":"([^"]+)","event":"[^"]+","id":"[^"]+","leaf_hash":"[^"]+","merkle_position":(\d{1,15}),/;

/** The line, made of the entry's own text: in both the names stand in the order of RFC 8785. */
function lineOf({ position, entry, base64 }: Claim, leaf: Bytes, entryText: string): string {
  const { id, event, subject, tenant } = entry;
  const before = `{"event":${quoted(event)},"id":${quoted(id)},"payload":`;
  const after = `,"subject":${quoted(subject)},"tenant":${quoted(tenant)},"v":1}`;
  const payload = entryText.slice(before.length, -after.length);
  return `{"entry":"${base64}","event":${quoted(event)},"id":${quoted(id)},"leaf_hash":"${digestOf(leaf)}","merkle_position":${position},"payload":${payload},"subject":${quoted(subject)}}`;
}

const quoted = (text: string): string => JSON.stringify(text);
const digestOf = (leaf: Bytes): string => `sha256:${hexOf(leaf)}`;

/** UNTRUSTED INPUT: what a line says, whether or not it is true; null when it is not the RFC 8785 form of a record. */
export function readLine(line: Uint8Array): EvidenceLine | null {
  const text = line.length > largestLine ? null : utf8Text(line);
  return text === null ? null : readCanonical(text, evidenceLineSchema);
}
