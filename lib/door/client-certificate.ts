import { z } from 'zod';
import { type ClientCertificate, peerHeader, peerSlot } from '@/lib/domain/keys/client-certificate';

const slotSchema = z.instanceof(Map).optional();
const certificateSchema = z.object({ thumbprint: z.string().regex(/^[0-9a-f]{64}$/), subject: z.string() });

/** The certificate that the server has proved for this request, or null. No header says it by itself. */
export function certificateOf(headers: Headers): ClientCertificate | null {
  const name = headers.get(peerHeader);
  if (name === null) return null;
  const proved: unknown = slotSchema.parse(Reflect.get(globalThis, peerSlot))?.get(name);
  return proved === undefined ? null : certificateSchema.parse(proved);
}
