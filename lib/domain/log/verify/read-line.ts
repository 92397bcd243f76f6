import { canonicalJson } from '../../evidence/canonical-json';
import { fromBase64 } from '../base64';
import { type EvidenceLine, evidenceLineSchema, largestLine } from '../bundle/evidence-line';
import { type Bytes, hexOf } from '../bytes';
import { leafHash } from '../merkle-hash';
import { readEntry } from '../read-entry';
import type { LogRecord } from './check-record';
import { utf8Text } from './utf8-text';

/**
 * The record of a line that is, byte for byte, the line of its entry; null otherwise. Nearly every line is, and asking so
 * costs a third of taking it apart.
 */
export async function exactRecord(line: Uint8Array, tenant: string): Promise<LogRecord | null> {
  const text = line.length > largestLine ? null : utf8Text(line);
  const [, base64 = '', digits] = text === null ? [] : (form.exec(text) ?? []);
  const bytes = fromBase64(base64) ?? new Uint8Array();
  const entry = readEntry(bytes);
  if (entry?.tenant !== tenant) return null;
  const record = { position: Number(digits), entry, leaf: await leafHash(bytes) };
  return text === lineOf(record, base64, utf8Text(bytes) ?? '') ? record : null;
}

/** Base64 holds no quotation mark, and so do events, ids and hashes that are ours. */
const form =
  /^\{"entry":"([^"]+)","event":"[^"]+","id":"[^"]+","leaf_hash":"[^"]+","merkle_position":(\d{1,15}),/;

/** The line, made of the entry's own text: in both the names stand in the order of RFC 8785. */
function lineOf({ position, entry, leaf }: LogRecord, base64: string, entryText: string): string {
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
  if (text === null) return null;
  try {
    const said: unknown = JSON.parse(text);
    const parsed = evidenceLineSchema.safeParse(said);
    return parsed.success && canonicalJson(said) === text ? parsed.data : null;
  } catch {
    return null;
  }
}
