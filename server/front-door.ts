import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Config } from '@/lib/config';
import { agentCredentialMark, serviceCredentialMark } from '@/lib/domain/keys/agent-credential';
import { isOwnOrigin } from '@/lib/door/own-origin';
import { type Carried, carriedCredentials } from '@/server/carried-credentials';
import { handOn } from '@/server/peer-slot';
import { answerProblem, type OuterRefusal } from '@/server/problem';
import type { Prove } from '@/server/proved-certificate';
import { headerFilter } from '@/server/request-headers';

type Settings = Pick<Config, 'publicUrl' | 'host' | 'port' | 'trustProxy'> & Partial<Pick<Config, 'oauth'>>;
type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** For an answer that sets none of its own: pages have a policy with a nonce, and the programs' doors say more. */
const careful = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'content-security-policy':
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
};

/** RFC 6797. */
const onlyHttps = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

/**
 * Everything that happens to a request before Next sees it: what must never get inside is answered here, the credential of
 * an agent or a service is marked, and headers that a client must not send are removed.
 */
export function frontDoor(settings: Settings, handle: Handle, prove: Prove = () => null): RequestListener {
  const clean = headerFilter(settings.trustProxy);
  const hosts = ownHosts(settings);
  const said = settings.publicUrl.startsWith('https:') ? { ...careful, ...onlyHttps } : careful;
  return (request, response) => {
    for (const [name, value] of Object.entries(said)) response.setHeader(name, value);
    // Over the request as it came: `clean` removes headers, and Next drops the query of an action that it forwards.
    const carried = carriedCredentials(request);
    const refusal = refusalOf(request, hosts, carried) ?? fromElsewhere(request, settings.publicUrl);
    if (refusal !== null) return answerProblem(response, refusal, request.url ?? '');
    const certificate = prove(request, response);
    clean(request);
    if (certificate !== null) handOn(certificate, request, response);
    if (carried.agent) request.headers[agentCredentialMark] = '1';
    if (carried.service) request.headers[serviceCredentialMark] = '1';
    handle(request, response).catch(() => response.destroy());
  };
}

function refusalOf(
  request: IncomingMessage,
  hosts: ReadonlySet<string>,
  carried: Carried,
): OuterRefusal | null {
  const { rawHeaders, headers, url = '' } = request;
  const hostLines = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host');
  if (hostLines.length !== 1) return 'HEADER_INVALID';
  const named = [headers.host ?? '', ...authorityIn(url)];
  if (!named.every((host) => hosts.has(host.toLowerCase()))) return 'HOST_NOT_ALLOWED';
  if (carried.agent && headers['next-action'] !== undefined) return 'MCP_CANNOT_APPLY';
  if (carried.service && headers['next-action'] !== undefined) return 'HUMAN_IDENTITY_REQUIRED';
  return isNowhere(url) ? 'ROUTE_NOT_FOUND' : null;
}

/**
 * A page of ours is sent something by a page of another site. Next would refuse it too, with a fault. What says no origin is
 * for the action to refuse, and what no page takes for the door that it goes to.
 */
function fromElsewhere(
  { method, headers, url = '' }: IncomingMessage,
  publicUrl: string,
): OuterRefusal | null {
  const { origin, host = null } = headers;
  if (method !== 'POST' || origin === undefined || isForPrograms(url)) return null;
  return isOwnOrigin(origin, host, publicUrl) ? null : 'ORIGIN_NOT_ALLOWED';
}

const isForPrograms = (url: string): boolean => /^\/(?:api|oauth\/(?:token|revoke))(?:[/?]|$)/.test(url);

/** RFC 9112 section 3.2.2: the authority of an absolute-form target outranks the Host beside it. */
function authorityIn(target: string): string[] {
  const found = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(target);
  return found === null ? [] : [found[1] ?? ''];
}

/** The public address, that of OAuth, the one that is bound, and loopback on our port. */
function ownHosts({ publicUrl, host, port, oauth }: Settings): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '[::1]', host.includes(':') ? `[${host}]` : host];
  const named = [new URL(publicUrl).host, ...(oauth ? [oauth.host] : [])];
  return new Set([...named, ...names.map((name) => `${name}:${port}`.toLowerCase())]);
}

const isNowhere = (url: string): boolean => isImageOptimiser(url) || !isReadable(url);

/** A path whose percent encoding is no UTF-8 names nothing; Next would answer it with a fault. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** No page of ours has an image that needs it. */
function isImageOptimiser(url: string): boolean {
  const base = 'http://countersign.invalid';
  return URL.canParse(url, base) && new URL(url, base).pathname.startsWith('/_next/image');
}
