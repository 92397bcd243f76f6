import { config } from '@/lib/config';
import { scopes } from '@/lib/domain/keys/scope';
import { refuse } from '@/lib/domain/refusal';
import { agentsDoorHint } from '@/lib/door/agents-door-hint';
import { correlationOf } from '@/lib/door/correlation';
import { isOAuthHost } from '@/lib/door/oauth-host';
import { problemAnswer } from '@/lib/door/problem-answer';
import { type Seal, sealed } from '@/lib/door/sealed';
import { oauthResource } from '@/lib/use-cases/oauth/resource';
import { oauthRoute } from './door';

/** RFC 8414, with the client id metadata documents and the issuer of RFC 9207. No registration: there is nothing to register. */
const serverMetadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/oauth/authorize`,
  token_endpoint: `${issuer}/oauth/token`,
  revocation_endpoint: `${issuer}/oauth/revoke`,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_methods_supported: ['none'],
  revocation_endpoint_auth_methods_supported: ['none'],
  code_challenge_methods_supported: ['S256'],
  scopes_supported: scopes,
  client_id_metadata_document_supported: true,
  authorization_response_iss_parameter_supported: true,
});

/** RFC 9728. */
const resourceMetadata = (issuer: string, resource: string) => ({
  resource,
  authorization_servers: [issuer],
  scopes_supported: scopes,
  bearer_methods_supported: ['header'],
  resource_name: 'Countersign',
});

/**
 * The well-known documents of the host of OAuth. There are no others: a client that finds one, or a page with status 200, on
 * the host of keys stops sending the key that it was given.
 */
export async function serveWellKnown(req: Request): Promise<Response> {
  return (await documentAt(req)) ?? nothing(req);
}

function documentAt(req: Request): Promise<Response> | null {
  const { oauth } = config();
  const resource = oauthResource();
  if (oauth === null || resource === null || !isOAuthHost(req.headers)) return null;
  switch (new URL(req.url).pathname) {
    case '/.well-known/oauth-authorization-server':
      return oauthRoute(req, 'GET', () => Response.json(serverMetadata(oauth.issuer)));
    case '/.well-known/oauth-protected-resource':
    case '/.well-known/oauth-protected-resource/api/mcp':
      return oauthRoute(req, 'GET', () => Response.json(resourceMetadata(oauth.issuer, resource)));
    default:
      return null;
  }
}

const seal: Seal = {
  cacheControl: 'private, no-store',
  vary: 'Authorization, X-MCP-API-Key, Origin, Accept',
};

function nothing(req: Request): Response {
  const correlationId = correlationOf(req.headers, null);
  const { refusal } = refuse('ROUTE_NOT_FOUND', 'There is nothing at this address.', {
    hint: agentsDoorHint(),
  });
  return sealed(problemAnswer(refusal, correlationId, '/api/mcp'), correlationId, seal);
}
