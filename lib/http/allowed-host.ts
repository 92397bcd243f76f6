import { validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server';
import { config } from '@/lib/config';
import { type Refusal, refuse } from '@/lib/domain/refusal';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Who may be addressed and who may ask from a browser: the public address, and loopback on our port. It stops a page
 * that rebinds its own name to this machine. The SDK compares names; the port is ours to compare.
 */
export function hostRefusal(headers: Headers): Refusal | null {
  const own = new URL(config().publicUrl);
  const names = [own.hostname, ...loopback];
  const host = headers.get('host');
  const hosts = [own.host, ...loopback.map((name) => `${name}:${config().port}`)];
  if (!validateHostHeader(host, names).ok || !hosts.includes((host ?? '').toLowerCase())) {
    return refuse('HOST_NOT_ALLOWED', 'This server does not answer under that host name.').refusal;
  }
  const origin = headers.get('origin');
  const origins = [own.origin, ...hosts.map((allowed) => `http://${allowed}`)];
  if (!validateOriginHeader(origin, names).ok || (origin && !origins.includes(origin.toLowerCase()))) {
    return refuse('ORIGIN_NOT_ALLOWED', 'This origin may not call this server.').refusal;
  }
  return null;
}
