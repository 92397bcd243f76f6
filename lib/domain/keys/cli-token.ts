/** `hum_<ULID of the session>_<43 base64url>`: the session says where to look, 256 random bits prove it. */
const cliToken = /^hum_([0-7][0-9A-HJKMNP-TV-Z]{25})_[A-Za-z0-9_-]{43}$/;

/** Writes the token of a terminal's session. `random` is 32 random bytes. */
export const writeCliToken = (sessionId: string, random: Buffer): string =>
  `hum_${sessionId.replace(/^ses_/, '')}_${random.toString('base64url')}`;

/** The session that a well-formed token speaks of, or null. The token is attacker-controlled and proves nothing yet. */
export function sessionOfCliToken(token: string): string | null {
  const ulid = cliToken.exec(token)?.[1];
  return ulid === undefined ? null : `ses_${ulid}`;
}
