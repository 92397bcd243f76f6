import 'server-only';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { config } from '@/lib/config';
import { readBoundedBody } from '@/lib/door/bounded-body';
import { isOAuthHost } from '@/lib/door/oauth-host';
import { sameOrigin } from '@/lib/door/same-origin';
import { endSession } from '@/lib/use-cases/people/end-session';
import { faultCode } from './fault-code';
import { dropInvitation, invitationCookieName } from './invitation-cookie';
import { authOptions } from './options';
import { sessionIdOfRequest } from './request-human';

export type AuthContext = { params: Promise<{ nextauth: string[] }> };

/** A sign-in form is a few hundred bytes. */
const maxBodyBytes = 16 * 1024;

/** Everything under `/api/auth`: next-auth, with a bounded body, foreign pages kept out, and answers nobody stores. */
export async function authDoor(request: NextRequest, context: AuthContext): Promise<Response> {
  const { nextauth } = await context.params;
  const action = nextauth.join('/');
  // Nobody signs in on the host of OAuth.
  if (isOAuthHost(request.headers)) return refused(404, 'ROUTE_NOT_FOUND');
  // next-auth would write what a stranger posts here to our log.
  if (nextauth[0] === '_log') return refused(404, 'ROUTE_NOT_FOUND');
  const response = await answer(request, context, action);
  response.headers.set('cache-control', 'private, no-cache, no-store');
  // The Back button asks no server: pages of the person who left must not be in the browser's cache.
  if (request.method === 'POST' && action === 'signout') response.headers.set('clear-site-data', '"cache"');
  response.headers.append('vary', 'Cookie');
  return response;
}

async function answer(request: NextRequest, context: AuthContext, action: string): Promise<Response> {
  const admitted = request.method === 'POST' ? await admit(request, action) : request;
  if (admitted instanceof Response) return admitted;
  const answered = await nextAuth(admitted, context);
  const response = action === 'callback/credentials' ? await tooMany(answered) : answered;
  if (action === 'callback/oidc') response.headers.append('set-cookie', dropInvitation());
  return response;
}

/** A refusal for too many tries is a 429 to a program; next-auth names it in an address alone. */
async function tooMany(response: Response): Promise<Response> {
  if (response.status !== 401) return response;
  const body = await response.text();
  const { headers } = response;
  if (!body.includes('error=RATE_LIMITED')) return new Response(body, { status: 401, headers });
  const limited = new Response(body, { status: 429, headers });
  limited.headers.set('retry-after', '5');
  return limited;
}

/** The same request with a body that has been read within bounds, or the answer that ends it. */
async function admit(request: NextRequest, action: string): Promise<NextRequest | Response> {
  if (isForeign(request)) return refused(403, 'ORIGIN_NOT_ALLOWED');
  const body = await readBoundedBody(request, maxBodyBytes);
  if (!body.ok) return refused(body.refusal.code === 'PAYLOAD_TOO_LARGE' ? 413 : 400, body.refusal.code);
  if (action === 'signout' && !(await ended(request))) return refused(503, 'SERVICE_UNAVAILABLE');
  const { method, headers, url } = request;
  return new NextRequest(url, { method, headers, body: body.value });
}

/** A page of another site says so. A program that has no page sends no Origin and needs next-auth's csrf token. */
function isForeign({ headers }: Request): boolean {
  const says = headers.has('origin') || headers.get('sec-fetch-site') === 'cross-site';
  return says && !sameOrigin(headers, config().publicUrl).ok;
}

/** Ends the row before the cookie goes: a sign-out that cannot reach the row says so and can be tried again. */
async function ended(request: Request): Promise<boolean> {
  try {
    const sessionId = await sessionIdOfRequest(request);
    if (sessionId !== null) await endSession(sessionId);
    return true;
  } catch (fault) {
    faultCode('sign-out', fault);
    return false;
  }
}

async function nextAuth(request: NextRequest, context: AuthContext): Promise<Response> {
  const options = authOptions({
    // One address: the server believes `x-forwarded-for` from trusted proxies alone and else sets it from the socket.
    address: request.headers.get('x-forwarded-for'),
    invitation: request.cookies.get(invitationCookieName())?.value ?? null,
  });
  try {
    const answered: unknown = await NextAuth(request, context, options);
    if (!(answered instanceof Response)) throw new TypeError('next-auth gave no response');
    return answered;
  } catch (fault) {
    faultCode('next-auth', fault);
    return refused(500, 'INTERNAL_ERROR');
  }
}

const refused = (status: number, code: string): Response => Response.json({ code }, { status });
