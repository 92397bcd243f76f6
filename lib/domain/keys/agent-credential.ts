/**
 * The header by which the server tells its own inside that a request carries an agent credential where Next does not
 * show it: in a repeated or removed header, a header's name, the address of a forwarded action. Its presence only ever
 * refuses, so it may arrive from outside, and must never be removed.
 */
export const agentCredentialMark = 'x-countersign-agent-credential';

/** The same for a service credential. */
export const serviceCredentialMark = 'x-countersign-service-credential';

const agentToken = /(?<![A-Za-z0-9])mcp_[A-Za-z0-9_-]*/g;
const serviceToken = /(?<![A-Za-z0-9])svc_[A-Za-z0-9]{8}_[A-Za-z0-9_-]*/g;
const humToken = /(?<![A-Za-z0-9])hum_[A-Za-z0-9_-]*/g;
const rounds = 8;
const mostReadings = 500;
const encodedPercent = /%25(?:25)*(?:6d|5f|4d|[0-9a-f]{2})/i;
/** A word that reads as a token and is none. */
const wrappedTooOften = 'mcp_';

/** Every `mcp_…` word, valid or not, in what `readings` answers. */
export const agentTokensIn = (texts: readonly string[]): string[] => wordsIn(agentToken, texts);

/** The same for `svc_…`. */
export const serviceTokensIn = (texts: readonly string[]): string[] => wordsIn(serviceToken, texts);

/** The same for `hum_…`. */
export const humTokensIn = (texts: readonly string[]): string[] => wordsIn(humToken, texts);

/**
 * UNTRUSTED INPUT: a text, and what it says once percent encoding and base64 (RFC 7617) are undone, one inside the other, until
 * nothing changes; junk is harmless. What is still encoded after the last round, or says more things than are looked at,
 * counts as an agent's: nobody honest wraps a credential so often, or hides it among so many words.
 */
export function readings(text: string): string[] {
  const seen = new Set([text]);
  let fresh = [text];
  for (let round = 0; round < rounds && fresh.length > 0; round += 1) {
    fresh = [...new Set(fresh.flatMap(unwrapped))].filter((form) => !seen.has(form));
    for (const form of fresh) seen.add(form);
    if (seen.size > mostReadings) return [...seen, wrappedTooOften];
  }
  const wrapped = fresh.some((form) => encodedPercent.test(form));
  return wrapped ? [...seen, wrappedTooOften] : [...seen];
}

function unwrapped(text: string): string[] {
  const plain = text.includes('%')
    ? [text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => characterOf(hex))]
    : [];
  return [...plain, ...unpacked(text)];
}

function unpacked(text: string): string[] {
  const basic = [...text.matchAll(/\bbasic\s+([A-Za-z0-9+/_=-]+)/gi)].map(([, code]) => code ?? '');
  const long = text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? [];
  return [...basic, ...long].map((code) => Buffer.from(code, 'base64').toString('latin1'));
}

const wordsIn = (pattern: RegExp, texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => text.match(pattern) ?? [])),
];

const characterOf = (hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
