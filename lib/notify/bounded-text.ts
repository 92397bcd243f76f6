import type { IncomingMessage } from 'node:http';

/** The body of an answer as UTF-8; null where it is longer than `most` bytes, breaks off, or is none. */
export async function boundedText(response: IncomingMessage, most: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) return null;
      size += chunk.length;
      if (size > most) return null;
      chunks.push(chunk);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}
