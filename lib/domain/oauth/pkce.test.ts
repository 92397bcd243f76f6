import { expect, it } from 'vitest';
import { isChallenge, provesChallenge } from './pkce';

// RFC 7636 appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

it('holds for the example of RFC 7636', () => {
  expect(isChallenge(challenge)).toBe(true);
  expect(provesChallenge(verifier, challenge)).toBe(true);
});

it.each([challenge, '', verifier.slice(1), `${verifier}x`, 'a'.repeat(129), `${verifier}=`])(
  '%j proves nothing',
  (text) => expect(provesChallenge(text, challenge)).toBe(false),
);
