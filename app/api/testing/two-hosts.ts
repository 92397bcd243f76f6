import { serveWellKnown } from '@/lib/oauth/metadata';
import { GET as authorize } from '../../oauth/authorize/route';
import { POST as revoke } from '../../oauth/revoke/route';
import { POST as token } from '../../oauth/token/route';
import { POST as mcp } from '../mcp/route';
import { POST as apply } from '../v1/drafts/[id]/apply/route';
import { GET as listDrafts } from '../v1/drafts/route';

const noParams = { params: Promise.resolve({}) };
const routes: Record<string, (req: Request) => Promise<Response> | Response> = {
  '/api/mcp': mcp,
  '/oauth/authorize': authorize,
  '/oauth/token': token,
  '/oauth/revoke': revoke,
  '/api/v1/drafts': (req) => listDrafts(req, noParams),
};

/** The product's own routes as `fetch` would reach them: the address says which host was asked. */
export async function hostsFetch(input: string | URL, init: RequestInit = {}): Promise<Response> {
  const url = new URL(input);
  const headers = new Headers(init.headers);
  headers.set('host', url.host);
  const req = new Request(url, { ...init, headers });
  const draft = /^\/api\/v1\/drafts\/([^/]+)\/apply$/.exec(url.pathname)?.[1];
  if (draft !== undefined) return apply(req, { params: Promise.resolve({ id: draft }) });
  return (routes[url.pathname] ?? serveWellKnown)(req);
}
