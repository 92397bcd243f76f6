import type { Human } from '@/lib/domain/actor';
import type { CredentialKind } from '@/lib/domain/authority/credential-kind';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { type Credentials, collectCredentials } from '@/lib/door/credentials';
import { humanOfToken } from '@/lib/use-cases/people/resolve-session';

type TokenKind = Exclude<Extract<CredentialKind, `token_${string}`>, 'token_foreign_tenant'>;
type TokenStanding = { kind: TokenKind; actor: Human | null; refusal: Refusal | null };

/** Proves the token of a terminal. It needs no Origin, because no browser sends it unasked; and it comes alone. */
export async function tokenStanding(req: Request, found: Credentials): Promise<TokenStanding> {
  if (found.hasAgentCredential) return nobody('token_beside_agent', 'an agent key');
  if (found.hasSessionCookie) return nobody('token_beside_session', 'a session cookie');
  const token = onlyBearer(req, found);
  if (!token.ok) return { kind: 'token_misplaced', actor: null, refusal: token.refusal };
  const human = await humanOfToken(token.value);
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

/** UNTRUSTED INPUT: `Authorization: Bearer hum_…`, and the token nowhere else. Addresses and cookies are kept by others. */
function onlyBearer(req: Request, { humTokens }: Credentials): Result<string> {
  const elsewhere = new Headers(req.headers);
  elsewhere.delete('authorization');
  const misplaced = collectCredentials(elsewhere, new URL(req.url)).humTokens.length > 0;
  const token = /^Bearer +(\S+)$/i.exec(req.headers.get('authorization') ?? '')?.[1];
  if (!misplaced && token !== undefined && humTokens.length === 1 && humTokens[0] === token)
    return accept(token);
  return refuse(
    'UNAUTHENTICATED',
    'A person’s token (hum_…) belongs in Authorization: Bearer and nowhere else.',
    {
      hint: 'End it with draft logout if it was in an address: addresses are logged.',
    },
  );
}
