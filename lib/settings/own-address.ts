import { isIP } from 'node:net';
import type { TlsSettings } from './certificates';

type Bound = { host: string; port: number; tls: TlsSettings };

/** Where this process itself answers, whatever stands before it: the address that it binds, and loopback where it binds every one. */
export function ownAddress({ host, port, tls }: Bound): string {
  const named = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  const scheme = tls === null ? 'http' : 'https';
  return `${scheme}://${isIP(named) === 6 ? `[${named}]` : named}:${port}`;
}
