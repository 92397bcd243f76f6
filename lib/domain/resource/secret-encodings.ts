import { withoutHidden } from '../text/visible';

const readable = /^[\t\n\r\x20-\x7e]+$/;

function fromBase64(text: string): string | null {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
}

const fromHex = (text: string): string =>
  text.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));

const fromPercent = (text: string): string =>
  text.replace(/%([0-9A-Fa-f]{2})/g, (_, pair: string) => String.fromCharCode(Number.parseInt(pair, 16)));

// A run may stand in a path, or start in the middle of a group because other letters stand before it.
function inBase64(text: string): string[] {
  const runs = [...(text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []), ...(text.match(/[A-Za-z0-9+]{16,}/g) ?? [])];
  const parts = runs.flatMap((run) =>
    run.length > 512 ? [run] : [0, 1, 2, 3].map((skip) => run.slice(skip)),
  );
  return parts.map((part) => fromBase64(part.length % 4 === 1 ? part.slice(0, -1) : part) ?? '');
}

const inHex = (text: string): string[] => (text.match(/(?:[0-9A-Fa-f]{2}){12,}/g) ?? []).map(fromHex);

/**
 * A text and what it would be one level of decoding deeper: hidden characters removed, percent-, base64- and
 * hex-decoded, each once. Decoded bytes that are not readable text are left out.
 */
export function readings(text: string): string[] {
  const plain = withoutHidden(text);
  const decoded = [...inBase64(plain), ...inHex(plain)].filter((candidate) => readable.test(candidate));
  return [...new Set([text, plain, fromPercent(plain), ...decoded])];
}
