import { config } from '@/lib/config';
import { readAuthorize, repeated, singleValue } from '@/lib/domain/oauth/authorize-request';
import type { OAuthClient } from '@/lib/domain/oauth/client-document';
import { answerUrl } from '@/lib/domain/oauth/consent';
import { isRegistered } from '@/lib/domain/oauth/redirect-uri';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { addressOf } from '@/lib/door/address';
import { oauthResource } from '@/lib/use-cases/oauth/resource';
import { limitOAuth, startAuthorize } from '@/lib/use-cases/oauth/start-authorize';
import { clientOf } from './client-of';
import { oauthRoute, problemFor } from './door';

const redirect = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } });

/**
 * RFC 6749 section 4.1.1. Until the client and its redirect URI are proved, what is wrong is said here; after that, to the
 * client. A person decides on a page of the console, where their session is: no cookie is read or set on this host.
 */
export const serveAuthorize = (req: Request): Promise<Response> =>
  oauthRoute(req, 'GET', async () => {
    const given = new URL(req.url).searchParams;
    const limited = await limitOAuth('authorize', addressOf(req.headers));
    if (!limited.ok) return problemFor(req, limited.refusal);
    const asked = await askedBy(given);
    return asked.ok ? toConsent(asked.value, given) : problemFor(req, asked.refusal);
  });

type AskedBy = { client: OAuthClient; redirectUri: string };

/** UNTRUSTED INPUT: the client, and where it wants its answer. */
async function askedBy(given: URLSearchParams): Promise<Result<AskedBy>> {
  const clientId = singleValue(given, 'client_id');
  const redirectUri = singleValue(given, 'redirect_uri');
  if (clientId === null || redirectUri === null) {
    return refuse('VALIDATION_FAILED', 'A client_id and a redirect_uri are needed, once each.');
  }
  const client = await clientOf(clientId);
  if (!client.ok) return client;
  if (!isRegistered(redirectUri, client.value.redirectUris)) {
    return refuse('VALIDATION_FAILED', 'The redirect_uri is none of those in the document of the client.');
  }
  return accept({ client: client.value, redirectUri });
}

async function toConsent({ client, redirectUri }: AskedBy, given: URLSearchParams): Promise<Response> {
  const { oauth, publicUrl } = config();
  const resource = oauthResource();
  if (oauth === null || resource === null) throw new Error('no authorization server is configured');
  const refused = (error: string, description: string) => {
    const state = repeated(given) === 'state' ? null : given.get('state');
    return redirect(answerUrl(redirectUri, oauth.issuer, { error, error_description: description, state }));
  };
  const asked = readAuthorize(given, resource);
  if (!asked.ok) return refused(asked.fault.error, asked.fault.description);
  const started = startAuthorize(client, redirectUri, asked.value);
  if (!started.ok) return refused('invalid_request', started.refusal.message);
  return redirect(`${publicUrl}/oauth/consent?request=${started.value}`);
}
