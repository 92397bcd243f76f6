import type { JsonSchema } from '@/lib/door/json-schema';
import { authorityFor, type Operation } from './operation';

/** How a caller proves who it is. `cookie` is the name that the session's cookie has at this address. */
export const securitySchemes = (cookie: string): Record<string, JsonSchema> => ({
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: cookie,
    description: [
      'A person’s session. To get one: GET /api/auth/csrf, then POST /api/auth/callback/credentials as a form with',
      'csrfToken, email and password, and keep the cookies of both answers; with single sign-on the browser gets it at',
      '/sign-in. Under https the cookie is __Secure-next-auth.session-token, else next-auth.session-token.',
      'GET /api/auth/session answers user.id, user.role and user.tenant. Every change also needs an Origin header with',
      'the address of this installation.',
    ].join(' '),
  },
  personBearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'The token of a person’s terminal, hum_…. To get one: draft login, or POST /api/v1/device (RFC 8628).',
  },
  agentBearer: { type: 'http', scheme: 'bearer', description: 'An agent key, mcp_…' },
  serviceBearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A service credential, svc_…: it reads what was applied. To get one: npm run admin -- issue-service.',
  },
  agentKey: { type: 'apiKey', in: 'header', name: 'X-MCP-API-Key', description: 'An agent key, mcp_…' },
});

/** What the matrix admits, said as security requirements; none of them for what anybody may ask. */
export function securityOf(operation: Operation): JsonSchema[] {
  const { cells } = authorityFor(operation);
  if (cells.anonymous === 'allow') return [];
  const agents = cells.agent === 'allow' ? [{ agentBearer: [] }, { agentKey: [] }] : [];
  const services = cells.service === 'allow' ? [{ serviceBearer: [] }] : [];
  return [{ session: [] }, { personBearer: [] }, ...agents, ...services];
}
