/**
 * The header by which the server tells its own inside that a request carries an agent credential where Next does not
 * show it: in a repeated or removed header, a header's name, the address of a forwarded action. Its presence only ever
 * refuses, so it may arrive from outside, and must never be removed.
 */
export const agentCredentialMark = 'x-countersign-agent-credential';

const agentToken = /(?<![A-Za-z0-9])mcp_[A-Za-z0-9_-]*/g;
const humToken = /(?<![A-Za-z0-9])hum_[A-Za-z0-9_-]*/g;
const percentRounds = 3;

/** Every `mcp_…` word, valid or not, in what `readings` answers. */
export const agentTokensIn = (texts: readonly string[]): string[] => wordsIn(agentToken, texts);

/** The same for `hum_…`. */
export const humTokensIn = (texts: readonly string[]): string[] => wordsIn(humToken, texts);

/** UNTRUSTED INPUT: a text, and what it says once percent encoding and base64 (RFC 7617) are undone; junk is harmless. */
export function readings(text: string): string[] {
  const forms = [text];
  for (let round = 0; round < percentRounds; round += 1) {
    const form = forms.at(-1) ?? '';
    if (!form.includes('%')) break;
    forms.push(form.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => characterOf(hex)));
  }
  return [...forms, ...forms.flatMap(unpacked)];
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
