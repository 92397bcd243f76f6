import { isIP } from 'node:net';

/** The client's address, or null: the server believes `x-forwarded-for` from trusted proxies alone and else sets it from the socket. */
export function addressOf(headers: Headers): string | null {
  const client = headers.get('x-forwarded-for')?.split(',', 1)[0]?.trim() ?? '';
  return isIP(client) === 0 ? null : client;
}
