const units = /⟨U\+[0-9A-F]+⟩|./gsu;

function take(parts: readonly string[], budget: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += part.length;
    if (used > budget) break;
    taken.push(part);
  }
  return taken;
}

/**
 * Visible text in at most `max` UTF-16 units, cut in the middle with an ellipsis so that both ends stay readable.
 * Never cuts through a code point or an escaped one.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const parts = text.match(units) ?? [];
  const head = take(parts, Math.ceil((max - 1) / 2)).join('');
  const tail = take(parts.toReversed(), max - 1 - head.length).toReversed();
  return `${head}…${tail.join('')}`;
}
