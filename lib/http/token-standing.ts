import type { Human } from '@/lib/domain/actor';
import type { CredentialKind } from '@/lib/domain/authority/credential-kind';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import type { Credentials } from '@/lib/door/credentials';
import { humanOfToken } from '@/lib/use-cases/people/resolve-session';
import { onlyBearer } from './only-bearer';

type TokenKind = Exclude<Extract<CredentialKind, `token_${string}`>, 'token_foreign_tenant'>;
type TokenStanding = { kind: TokenKind; actor: Human | null; refusal: Refusal | null };

/** Proves the token of a terminal. It needs no Origin, because no browser sends it unasked; and it comes alone. */
export async function tokenStanding(req: Request, found: Credentials): Promise<TokenStanding> {
  if (found.hasAgentCredential) return nobody('token_beside_agent', 'an agent key');
  if (found.hasSessionCookie) return nobody('token_beside_session', 'a session cookie');
  const token = onlyBearer(req, found, 'humTokens');
  if (token === null) return { kind: 'token_misplaced', actor: null, refusal: misplaced().refusal };
  const human = await humanOfToken(token);
  if (human !== null) return { kind: `token_${human.role}`, actor: human, refusal: null };
  return { kind: 'token_ended', actor: null, refusal: ended().refusal };
}

const ended = () =>
  refuse('UNAUTHENTICATED', 'This login has ended, or never was one.', { hint: 'Run: draft login' });

const nobody = (kind: TokenKind, beside: string): TokenStanding => {
  const { refusal } = refuse('UNAUTHENTICATED', `A person’s token and ${beside} were sent together.`, {
    hint: 'Send one of them.',
  });
  return { kind, actor: null, refusal };
};

const misplaced = () =>
  refuse('UNAUTHENTICATED', 'A person’s token (hum_…) belongs in Authorization: Bearer and nowhere else.', {
    hint: 'End it with draft logout if it was in an address: addresses are logged.',
  });
