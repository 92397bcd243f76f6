import { z } from 'zod';
import { readCanonical } from '../../evidence/read-canonical';
import { fromBase64 } from '../base64';
import { type Bytes, hexOf, sameBytes } from '../bytes';
import { draftAppliedStatement, type StatedLeaf } from '../statement/draft-applied-statement';
import { inTotoType, preAuthEncoding } from '../statement/dsse';
import { utf8Text } from '../utf8-text';
import { isEd25519Signature } from '../verify-note';
import type { SignedHead } from './check-checkpoint';
import type { LogRecord } from './check-record';
import type { Findings } from './findings';

const envelopeSchema = z.strictObject({
  payload: z.base64(),
  payloadType: z.literal(inTotoType),
  signatures: z.tuple([z.strictObject({ keyid: z.string(), sig: z.base64() })]),
});

const saidSchema = z.object({
  predicate: z.object({
    created: z.object({
      merkle_position: z.int().nonnegative(),
      id: z.string(),
      leaf_hash: z.string(),
      proposed_spec_digest: z.string(),
    }),
  }),
});

type Bundled = { files: ReadonlyMap<string, Bytes>; records: readonly LogRecord[] };

/**
 * Every statement in a bundle is signed by the key of its log and says what the record of that apply says. Answers how
 * many there are: a bundle may leave them out.
 */
export async function checkStatements(
  { files, records }: Bundled,
  head: SignedHead,
  found: Findings,
): Promise<number> {
  const byPosition = new Map(records.map((record) => [record.position, record]));
  let count = 0;
  for (const name of files.keys()) {
    if (!name.startsWith('statements/')) continue;
    const applied = byPosition.get(Number(/\d+/.exec(name)?.[0]));
    await checkStatement({ name, bytes: files.get(name), applied, byPosition }, head, found);
    count += 1;
  }
  return count;
}

type Statement = {
  name: string;
  bytes: Bytes | undefined;
  applied: LogRecord | undefined;
  byPosition: ReadonlyMap<number, LogRecord>;
};

async function checkStatement(
  { name, bytes, applied, byPosition }: Statement,
  head: SignedHead,
  found: Findings,
) {
  const at = { file: name, ...(applied && { position: applied.position, id: applied.entry().id }) };
  const opened = bytes === undefined ? null : openEnvelope(bytes, head);
  if (opened === null) {
    return found.add({
      ...at,
      code: 'STATEMENT_INVALID',
      words: 'The file is not a statement in its envelope.',
    });
  }
  const signed = preAuthEncoding(inTotoType, opened.body);
  if (!(await isEd25519Signature(head.key.publicKey, opened.signature, signed))) {
    const words = `The statement is not signed by ${head.key.keyId}.`;
    return found.add({ ...at, code: 'STATEMENT_SIGNATURE_FALSE', words });
  }
  // A record that is not here was named as missing when the lines were read.
  if (applied === undefined && found.count > 0) return null;
  const expected = applied && expectedStatement(opened.body, applied, byPosition, head.origin);
  if (expected && sameBytes(expected, opened.body)) return null;
  const words = 'The statement does not say what the record of this apply says.';
  return found.add({ ...at, code: 'STATEMENT_DIFFERS', words });
}

/** UNTRUSTED INPUT: an envelope in the one form that we write. */
function openEnvelope(bytes: Bytes, { key }: SignedHead): { body: Bytes; signature: Bytes } | null {
  const text = utf8Text(bytes);
  const envelope = text === null ? null : readCanonical(text, envelopeSchema);
  if (envelope === null) return null;
  const [{ keyid, sig }] = envelope.signatures;
  const [body, signature] = [fromBase64(envelope.payload), fromBase64(sig)];
  if (keyid !== `${key.name}+${key.keyId}` || body === null || signature === null) return null;
  return { body, signature };
}

/** What the statement has to say, byte for byte; null where the record is no apply, or its draft's creation another one. */
function expectedStatement(
  body: Bytes,
  applied: LogRecord,
  byPosition: ReadonlyMap<number, LogRecord>,
  origin: string,
): Bytes | null {
  const created = parsed(utf8Text(body) ?? '', saidSchema)?.predicate.created;
  if (created === undefined || applied.entry().event !== 'draft_applied') return null;
  const held = byPosition.get(created.merkle_position);
  const stated: StatedLeaf = held
    ? leafOf(held)
    : {
        position: created.merkle_position,
        id: created.id,
        leafHash: created.leaf_hash,
        payload: { proposed_spec_digest: created.proposed_spec_digest },
      };
  return draftAppliedStatement(origin, { applied: leafOf(applied), created: stated });
}

function leafOf({ position, entry, leaf }: LogRecord): StatedLeaf {
  const { id, payload } = entry();
  return { position, id, leafHash: `sha256:${hexOf(leaf)}`, payload };
}

function parsed<Value>(text: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
