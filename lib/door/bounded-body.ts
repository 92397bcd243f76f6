import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** What a program may send in one request. */
const programLimit = 256 * 1024;

/**
 * UNTRUSTED INPUT: a request body of at most `limit` bytes, as text. Refused by the length it claims and again by the
 * bytes that arrive; what is not UTF-8 is refused, never repaired.
 */
export async function readBoundedBody(req: Request, limit = programLimit): Promise<Result<string>> {
  const claimed = req.headers.get('content-length');
  if (claimed !== null && !(Number(claimed) <= limit)) return tooLarge(limit);
  const chunks = await readChunks(req.body, limit);
  if (chunks === null) return tooLarge(limit);
  try {
    return accept(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)));
  } catch {
    return refuse('MALFORMED_JSON', 'The body is not valid UTF-8.');
  }
}

/** Null as soon as more than `limit` bytes have arrived; the rest is not read. */
async function readChunks(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array[] | null> {
  const chunks: Uint8Array[] = [];
  if (body === null) return chunks;
  const reader = body.getReader();
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => {});
      return null;
    }
    chunks.push(next.value);
  }
  return chunks;
}

const tooLarge = (limit: number) =>
  refuse('PAYLOAD_TOO_LARGE', `The body is larger than ${limit / 1024} KiB.`);
