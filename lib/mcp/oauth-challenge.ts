import { config } from '@/lib/config';
import { isOAuthHost, resourceMetadataUrl } from '@/lib/door/oauth-host';
import { oauthResource } from '@/lib/use-cases/oauth/resource';

/** What an access token must have been given for at this host; null where keys alone are good. */
export const resourceAsked = (headers: Headers): string | null =>
  isOAuthHost(headers) ? oauthResource() : null;

/**
 * RFC 9728 section 5.1: on the host of OAuth a 401 says where to begin. On any other it says nothing: a client that finds
 * OAuth stops sending the key that it was given. No scope is named: clients would ask for that one alone, and the person is
 * asked which of all they give.
 */
export function challenged(headers: Headers, answer: Response): Response {
  const { oauth } = config();
  if (answer.status !== 401 || oauth === null || !isOAuthHost(headers)) return answer;
  const said = answer.headers.get('www-authenticate') ?? 'Bearer';
  const metadata = `resource_metadata="${resourceMetadataUrl(oauth.issuer)}"`;
  answer.headers.set('www-authenticate', said === 'Bearer' ? `Bearer ${metadata}` : `${said}, ${metadata}`);
  return answer;
}
