import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ClientCertificate, peerHeader, peerSlot } from '@/lib/domain/keys/client-certificate';

const proved = new Map<string, ClientCertificate>();
Reflect.set(globalThis, peerSlot, proved);

/** Hands a proved certificate to the routes, for one request, until its answer has ended. */
export function handOn(
  certificate: ClientCertificate,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const name = randomBytes(16).toString('hex');
  proved.set(name, certificate);
  request.headers[peerHeader] = name;
  response.once('close', () => proved.delete(name));
}
