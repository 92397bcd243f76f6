import { config } from '@/lib/config';

/** Whether a request was addressed to the host of the authorization server. Any other host knows nothing of OAuth. */
export function isOAuthHost(headers: Headers): boolean {
  const { oauth } = config();
  return oauth !== null && headers.get('host')?.toLowerCase() === oauth.host;
}

/** RFC 9728 section 3.1: where the resource describes itself. */
export const resourceMetadataUrl = (issuer: string): string =>
  `${issuer}/.well-known/oauth-protected-resource/api/mcp`;
