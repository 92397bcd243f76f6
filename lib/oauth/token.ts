import { readScopes, singleValue } from '@/lib/domain/oauth/authorize-request';
import { type OAuthResult, oauthFault } from '@/lib/domain/oauth/oauth-fault';
import { addressOf } from '@/lib/door/address';
import { type Redemption, redeemSecret, type Tokens } from '@/lib/use-cases/oauth/redeem-secret';
import { limitOAuth } from '@/lib/use-cases/oauth/start-authorize';
import { oauthRoute, problemFor } from './door';
import { faultAnswer, readForm } from './form';

/** RFC 6749 sections 4.1.3 and 6. */
export const serveToken = (req: Request): Promise<Response> =>
  oauthRoute(req, 'POST', async () => {
    const limited = await limitOAuth('token', addressOf(req.headers));
    if (!limited.ok) return problemFor(req, limited.refusal);
    const form = await readForm(req);
    const asked = form.ok ? redemptionIn(form.value) : form;
    const tokens = asked.ok ? await redeemSecret(asked.value) : asked;
    return tokens.ok ? tokenAnswer(tokens.value) : faultAnswer(tokens.fault);
  });

function redemptionIn(given: URLSearchParams): OAuthResult<Redemption> {
  const clientId = singleValue(given, 'client_id');
  if (clientId === null) return oauthFault('invalid_request', 'A client_id is needed.');
  const resource = singleValue(given, 'resource');
  switch (singleValue(given, 'grant_type') ?? '') {
    case 'authorization_code':
      return codeIn(given, { clientId, resource });
    case 'refresh_token':
      return refreshIn(given, { clientId, resource });
    default:
      return oauthFault('unsupported_grant_type', 'The grant_type is authorization_code or refresh_token.');
  }
}

type Common = { clientId: string; resource: string | null };

function codeIn(given: URLSearchParams, common: Common): OAuthResult<Redemption> {
  const secret = singleValue(given, 'code');
  const redirectUri = singleValue(given, 'redirect_uri');
  const verifier = singleValue(given, 'code_verifier');
  if (secret === null || redirectUri === null || verifier === null) {
    return oauthFault('invalid_request', 'A code, a redirect_uri and a code_verifier are needed.');
  }
  return { ok: true, value: { kind: 'code', secret, redirectUri, verifier, ...common } };
}

function refreshIn(given: URLSearchParams, common: Common): OAuthResult<Redemption> {
  const secret = singleValue(given, 'refresh_token');
  if (secret === null) return oauthFault('invalid_request', 'A refresh_token is needed.');
  const asked = singleValue(given, 'scope');
  const scopes = asked === null ? null : readScopes(asked);
  if (scopes !== null && !scopes.ok) return scopes;
  return { ok: true, value: { kind: 'refresh', secret, scopes: scopes?.value ?? null, ...common } };
}

/** RFC 6749 section 5.1. */
const tokenAnswer = ({ accessToken, refreshToken, expiresInSeconds, scopes }: Tokens): Response =>
  Response.json({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: expiresInSeconds,
    refresh_token: refreshToken,
    scope: scopes.join(' '),
  });
