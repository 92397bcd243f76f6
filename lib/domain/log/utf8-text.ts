const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** More than any file of a bundle but its manifest and its records, and more than a proof has. */
const largestText = 1_000_000;

/** UNTRUSTED INPUT: the text of at most `most` bytes of UTF-8, a byte order mark included; null when they are none. */
export function utf8Text(bytes: Uint8Array, most = largestText): string | null {
  if (bytes.length > most) return null;
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
