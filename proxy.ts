import { type NextRequest, NextResponse } from 'next/server';
import { config as settings } from '@/lib/config';

const nonceBytes = 16;

/** Where files are verified nothing is asked of any host, so that what is read there cannot leave either. */
const isSealed = (path: string): boolean => path === '/verify';

const policy = (nonce: string, path: string) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${isSealed(path) ? "'none'" : "'self'"}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const fixed = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'private, no-cache',
};

/** No page is shown on the host of OAuth, so that nobody signs in there. */
const hasNoPage = ({ headers, nextUrl: { pathname } }: NextRequest): boolean =>
  headers.get('host')?.toLowerCase() === settings().oauth?.host &&
  !/^\/(?:\.well-known|oauth)\/(?!consent)/.test(pathname);

/** What OAuth answers itself, and seals: a token must not be stored, and no header of a page may say otherwise. */
const ofOAuth = /^\/(?:oauth\/(?:authorize|token|revoke)|\.well-known\/oauth-[\w-]+(?:\/api\/mcp)?)$/;

/** The log as C2SP tlog-tiles serves it: no page, and a full tile says itself how long it holds. */
const ofLog = /^\/log\/[^/]+\/(?:checkpoint|tile\/.+)$/;

/** Gives every page its own nonce, which Next reads from the request's policy, and the headers of a careful site. */
export function proxy(request: NextRequest): NextResponse {
  if (hasNoPage(request)) return new NextResponse(null, { status: 404 });
  const { pathname } = request.nextUrl;
  if (ofOAuth.test(pathname) || ofLog.test(pathname)) return NextResponse.next();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(nonceBytes))).toString('base64');
  const csp = policy(nonce, request.nextUrl.pathname);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('content-security-policy', csp);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', csp);
  for (const [name, value] of Object.entries(fixed)) response.headers.set(name, value);
  response.headers.append('vary', 'Cookie, Authorization');
  return response;
}

export const config = { matcher: ['/((?!api/|_next/|favicon).*)', '/api/v1/docs'] };
