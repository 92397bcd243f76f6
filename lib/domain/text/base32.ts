const runs = /[A-Z2-7]{24,}|[a-z2-7]{24,}/g;
/** Characters that five bytes take: a run may start in the middle of them. */
const group = 8;

/** RFC 4648 section 6: a letter is its place in the alphabet, and `2` follows `Z`. */
const valueOf = (code: number): number => (code < 65 ? code - 24 : (code & 31) - 1);

function decoded(run: string, from: number): string {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (let at = from; at < run.length; at += 1) {
    held = ((held << 5) | valueOf(run.charCodeAt(at))) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
  }
  return Buffer.from(bytes).toString('latin1');
}

/** UNTRUSTED INPUT: the bytes that a text holds in base32, of either case and from each place where a group may begin. */
export function* base32In(text: string): Generator<string> {
  for (const run of text.match(runs) ?? []) {
    for (let from = 0; from < group; from += 1) yield decoded(run, from);
  }
}
