import { createHash, timingSafeEqual } from 'node:crypto';

/** RFC 7636 section 4.2: the form of an S256 challenge, 32 bytes in base64url. */
export const isChallenge = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

const verifierForm = /^[A-Za-z0-9._~-]{43,128}$/;

/** RFC 7636 section 4.6, S256 alone: who asks for the token is who asked for the code. */
export function provesChallenge(verifier: string, challenge: string): boolean {
  if (!verifierForm.test(verifier)) return false;
  const given = Buffer.from(createHash('sha256').update(verifier).digest('base64url'));
  const kept = Buffer.from(challenge);
  return given.length === kept.length && timingSafeEqual(given, kept);
}
