import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import { scopes } from '../keys/scope';
import { longestHandle } from './consent';

/** What a client asks a person for, checked, from the moment that it came until it runs out. */
const requestSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  redirectUri: z.string(),
  state: z.string().nullable(),
  challenge: z.string(),
  scopes: z.array(z.enum(scopes)).readonly(),
  resource: z.string(),
  createdAt: z.int(),
  expiresAt: z.int(),
});

export type OAuthRequest = z.output<typeof requestSchema>;

const nonceLength = 12;
const tagLength = 16;

const keyOf = (secret: string): Buffer =>
  createHash('sha256').update(`countersign oauth request\0${secret}`).digest();

/**
 * The request as its own handle, AES-256-GCM under the secret of the installation: nothing is kept of it until somebody
 * decides it. Null where it is too long.
 * @param nonce 12 random bytes, new for every request
 */
export function sealRequest(secret: string, request: OAuthRequest, nonce: Uint8Array): string | null {
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(request), 'utf8'), cipher.final()]);
  const handle = Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
  return handle.length <= longestHandle ? handle : null;
}

/** UNTRUSTED INPUT: the request of a handle, or null where it is none that we sealed. Says nothing of whether it ran out. */
export function openRequest(secret: string, handle: string): OAuthRequest | null {
  if (handle.length > longestHandle) return null;
  const sealed = Buffer.from(handle, 'base64url');
  try {
    const nonce = sealed.subarray(0, nonceLength);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), nonce, { authTagLength: tagLength });
    decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
    const text = Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
    return requestSchema.parse(JSON.parse(text.toString('utf8')));
  } catch {
    return null;
  }
}
