import { z } from 'zod';
import { personNameSchema } from '../people/person';
import { accept, type Result, refuse } from '../refusal';
import { hostFault } from '../resource/atom/target-host';
import { isRedirectUri } from './redirect-uri';

/** Who asks, as its own document says it. Only that the document lies at this address is proved. */
export type OAuthClient = { id: string; name: string; redirectUris: readonly string[] };

const wrong = (message: string) => refuse('VALIDATION_FAILED', message);

const isLoopback = (hostname: string): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

const isPlain = ({ protocol, username, password, hash, search, pathname }: URL): boolean =>
  /^https?:$/.test(protocol) && `${username}${password}${hash}${search}` === '' && pathname !== '/';

/**
 * UNTRUSTED INPUT: a client id that is the address of its own metadata document: https, a public host and a path, with
 * nothing in it that two readers could read as two addresses. `loopback` is the development setting that also lets http and
 * this machine through.
 */
export function readClientId(text: string, loopback: boolean): Result<URL> {
  const url = text.length <= 500 ? URL.parse(text) : null;
  if (url === null || url.href !== text) {
    return wrong('The client_id is not the https address of a document.');
  }
  if (!isPlain(url)) return wrong('The client_id has a path, and no user, query or fragment.');
  if (loopback && isLoopback(url.hostname)) return accept(url);
  if (url.protocol !== 'https:') return wrong('The client_id begins with https://.');
  return hostFault(url.hostname) === null ? accept(url) : wrong('The host of the client_id must be public.');
}

const documentSchema = z.object({
  client_id: z.string(),
  client_name: personNameSchema.optional(),
  redirect_uris: z.array(z.string().max(1000)).min(1).max(50),
  token_endpoint_auth_method: z.literal('none').default('none'),
  grant_types: z.array(z.string()).default(['authorization_code']),
  response_types: z.array(z.string()).default(['code']),
});

/** UNTRUSTED INPUT: the document that lay at the client id. It must say that very id; a client with a secret is none of ours. */
export function readClientDocument(clientId: URL, document: unknown): Result<OAuthClient> {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) return wrong('The document of this client cannot be used.');
  const { client_id, client_name, redirect_uris, grant_types, response_types } = parsed.data;
  if (client_id !== clientId.href) return wrong('The document of this client says another client_id.');
  if (!grant_types.includes('authorization_code') || !response_types.includes('code')) {
    return wrong('The document of this client does not ask for the authorization code grant.');
  }
  const redirectUris = redirect_uris.filter(isRedirectUri);
  return accept({ id: client_id, name: client_name ?? clientId.host.slice(0, 100), redirectUris });
}
