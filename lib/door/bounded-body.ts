import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** What a program may send in one request. */
const programLimit = 256 * 1024;

/**
 * UNTRUSTED INPUT: a request body of at most `limit` bytes, as text. Refused by the length it claims and again by the
 * bytes that arrive; what is not UTF-8 is refused, never repaired, and so is what ends before it is whole: the request of a
 * client that left is a request.
 */
export async function readBoundedBody(req: Request, limit = programLimit): Promise<Result<string>> {
  const claimed = req.headers.get('content-length');
  if (claimed !== null && !(Number(claimed) <= limit)) return tooLarge(limit);
  const chunks = await readChunks(req.body, limit);
  if (chunks === 'too large') return tooLarge(limit);
  if (chunks === 'broken off') return refuse('MALFORMED_JSON', 'The body ended before it was whole.');
  try {
    return accept(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)));
  } catch {
    return refuse('MALFORMED_JSON', 'The body is not valid UTF-8.');
  }
}

/** Too large as soon as more than `limit` bytes have arrived; the rest is not read. */
async function readChunks(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array[] | 'too large' | 'broken off'> {
  const chunks: Uint8Array[] = [];
  if (body === null) return chunks;
  const reader = body.getReader();
  let size = 0;
  for (;;) {
    const next = await reader.read().catch(() => null);
    if (next === null) return 'broken off';
    if (next.done) return chunks;
    size += next.value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => {});
      return 'too large';
    }
    chunks.push(next.value);
  }
}

const tooLarge = (limit: number) =>
  refuse('PAYLOAD_TOO_LARGE', `The body is larger than ${limit / 1024} KiB.`);
