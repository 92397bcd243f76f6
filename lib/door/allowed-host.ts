import { config } from '@/lib/config';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import { isOwnOrigin, loopbackNames } from './own-origin';

/**
 * Who may be addressed and who may ask from a browser: the public address, and loopback on our port. It stops a page
 * that rebinds its own name to this machine.
 */
export function hostRefusal(headers: Headers): Refusal | null {
  const { publicUrl, port } = config();
  const host = headers.get('host')?.toLowerCase() ?? null;
  const hosts = [new URL(publicUrl).host, ...loopbackNames.map((name) => `${name}:${port}`)];
  if (host === null || !hosts.includes(host)) {
    return refuse('HOST_NOT_ALLOWED', 'This server does not answer under that host name.').refusal;
  }
  const origin = headers.get('origin');
  if (origin !== null && !isOwnOrigin(origin, host, publicUrl)) {
    return refuse('ORIGIN_NOT_ALLOWED', 'This origin may not call this server.').refusal;
  }
  return null;
}
