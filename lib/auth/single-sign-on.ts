import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { config } from '@/lib/config';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { OidcPerson } from '@/lib/use-cases/people/sign-in-with-oidc';
import { signInWithOidc } from '@/lib/use-cases/people/sign-in-with-oidc';
import { faultCode } from './fault-code';

/** Claims of an ID token whose signature, issuer, audience, nonce and times openid-client has verified. */
const claimsSchema = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1),
  email: z.string().nullable().catch(null).default(null),
  email_verified: z.boolean().nullable().catch(null).default(null),
  name: z.string().nullable().catch(null).default(null),
});

/** The OIDC provider of this installation, if it has one. Discovery, PKCE, state and nonce. */
export function singleSignOn(): OAuthConfig<Record<string, unknown>> | null {
  const { oidc } = config();
  if (oidc === null) return null;
  const isPublic = oidc.clientSecret === null;
  return {
    id: 'oidc',
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown: `${oidc.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    ...(isPublic ? {} : { clientSecret: oidc.clientSecret ?? '' }),
    client: isPublic ? { token_endpoint_auth_method: 'none' } : {},
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    userinfo: { request: claimsOf },
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: 10_000 },
    profile: (claims) => ({ id: String(claims['sub']) }),
  };
}

type Userinfo = {
  client: { issuer: { metadata: { userinfo_endpoint?: string } }; userinfo(token: string): Promise<unknown> };
  tokens: { id_token?: string; access_token?: string };
};

/**
 * The claims of the ID token, completed from userinfo: many issuers put the e-mail address there alone. Whose answer
 * that is, is proved by its `sub` (OpenID Connect Core 5.3.2).
 */
async function claimsOf({ client, tokens }: Userinfo): Promise<Record<string, unknown>> {
  const claims = claimsIn(tokens.id_token ?? '');
  const token = tokens.access_token;
  if (claims['email'] !== undefined || !token || !client.issuer.metadata.userinfo_endpoint) return claims;
  const info = z.looseObject({ sub: z.literal(claims['sub']) }).parse(await client.userinfo(token));
  return { ...info, ...claims };
}

/** openid-client has verified the token before this reads it. */
function claimsIn(idToken: string) {
  const [, payload = ''] = idToken.split('.');
  const said: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return z.looseObject({ sub: z.string().min(1) }).parse(said);
}

/** The new session's id, or the code of a sentence on the sign-in page. Never throws. */
export async function enterWithClaims(
  claims: unknown,
  invitation: string | null,
): Promise<{ sid: string } | { error: string }> {
  try {
    const result = await signInWithOidc(personOf(claimsSchema.parse(claims)), invitation);
    return result.ok ? { sid: result.value.sessionId } : { error: errorOf(result.refusal.code) };
  } catch (fault) {
    faultCode('single sign-on', fault);
    return { error: 'SERVICE_UNAVAILABLE' };
  }
}

const personOf = ({ iss, sub, email, email_verified, name }: z.infer<typeof claimsSchema>): OidcPerson => ({
  issuer: iss,
  subject: sub,
  email: email_verified === false ? null : email,
  name,
});

function errorOf(code: RefusalCode): string {
  if (code === 'VALIDATION_FAILED') return 'EMAIL_NOT_SHARED';
  return code === 'RESOURCE_NAME_CONFLICT' ? 'EMAIL_TAKEN' : 'AccessDenied';
}
