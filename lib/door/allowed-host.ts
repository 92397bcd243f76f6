import { config } from '@/lib/config';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import { isOAuthHost } from './oauth-host';
import { isOwnOrigin, loopbackNames } from './own-origin';

/**
 * Who may be addressed and who may ask from a browser: the public address, and loopback on our port; with `alsoOAuth` the
 * host of OAuth too. It stops a page that rebinds its own name to this machine.
 */
export function hostRefusal(headers: Headers, { alsoOAuth = false } = {}): Refusal | null {
  const { publicUrl, port } = config();
  const host = headers.get('host')?.toLowerCase() ?? null;
  const hosts = [new URL(publicUrl).host, ...loopbackNames.map((name) => `${name}:${port}`)];
  const isKnown = isOAuthHost(headers) ? alsoOAuth : host !== null && hosts.includes(host);
  if (!isKnown) {
    return refuse('HOST_NOT_ALLOWED', 'This server does not answer under that host name.').refusal;
  }
  const origin = headers.get('origin');
  if (origin !== null && !isOwnOrigin(origin, host, publicUrl)) {
    return refuse('ORIGIN_NOT_ALLOWED', 'This origin may not call this server.').refusal;
  }
  return null;
}
