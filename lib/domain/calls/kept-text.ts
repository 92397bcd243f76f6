import { secretIn } from '../resource/secret-in-text';
import { cutText } from '../text/cut-text';
import { visible } from '../text/visible';
import { redactionMark } from './redact';

/** The longest text that is looked through: the record of one call holds fourteen, and each may cost 2 ms. */
const searchedAtMost = 8 * 1024;
const omissionMark = '[omitted]';

/**
 * UNTRUSTED INPUT: what a client says of itself, as a record keeps it: no secret, visible, at most `longest` characters. It is
 * looked through as a whole and cut at the end, because the first part of a secret has not the form of one. A text with a
 * secret becomes a mark as a whole; so does one that is too long to be looked through, of which no part is known to be clean.
 */
export function keptText(said: string, longest: number): string;
export function keptText(said: string | null, longest: number): string | null;
export function keptText(said: string | null, longest: number): string | null {
  if (said === null) return null;
  if (said.length > searchedAtMost) return omissionMark;
  if (secretIn(said) !== null) return redactionMark;
  return cutText(visible(said), longest);
}
