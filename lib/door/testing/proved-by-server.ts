import { randomUUID } from 'node:crypto';
import { type ClientCertificate, peerHeader, peerSlot } from '@/lib/domain/keys/client-certificate';

const proved = new Map<string, ClientCertificate>();

/** The headers of a request for which the server has proved this certificate. */
export function provedByServer(thumbprint: string): Record<string, string> {
  Reflect.set(globalThis, peerSlot, proved);
  const name = randomUUID();
  proved.set(name, { thumbprint, subject: 'CN=agent' });
  return { [peerHeader]: name };
}
