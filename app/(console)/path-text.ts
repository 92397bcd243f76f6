/**
 * A part of the path as text. UNTRUSTED INPUT: the router hands it over as it stands in the address; what cannot be decoded
 * names nothing.
 */
export function pathText(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
