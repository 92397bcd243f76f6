import { config } from '@/lib/config';
import { readAuthorize, singleValue } from '@/lib/domain/oauth/authorize-request';
import type { OAuthClient } from '@/lib/domain/oauth/client-document';
import { oauthFault } from '@/lib/domain/oauth/oauth-fault';
import { isRegistered } from '@/lib/domain/oauth/redirect-uri';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { addressOf } from '@/lib/door/address';
import { oauthResource } from '@/lib/use-cases/oauth/resource';
import { limitOAuth, startAuthorize } from '@/lib/use-cases/oauth/start-authorize';
import { clientOf } from './client-of';
import { oauthRoute, problemFor } from './door';
import { faultAnswer } from './form';

const redirect = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } });

/**
 * RFC 6749 section 4.1.1. What is wrong is said here, and never to the client: anybody can be a client, and no browser is sent
 * to an address of its choice before a person was asked (RFC 9700 section 4.11.2). A person decides on a page of the console, where their session is: no cookie is read or set on this host.
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

function toConsent({ client, redirectUri }: AskedBy, given: URLSearchParams): Response {
  const { publicUrl } = config();
  const resource = oauthResource();
  if (resource === null) throw new Error('no authorization server is configured');
  const asked = readAuthorize(given, resource);
  if (!asked.ok) return faultAnswer(asked.fault);
  const started = startAuthorize(client, redirectUri, asked.value);
  return started.ok
    ? redirect(`${publicUrl}/oauth/consent?request=${started.value}`)
    : faultAnswer(oauthFault('invalid_request', started.refusal.message).fault);
}
