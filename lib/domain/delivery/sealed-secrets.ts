import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { z } from 'zod';

const secretsSchema = z.array(z.string().startsWith('whsec_')).min(1).max(2);
const nonceLength = 12;
const tagLength = 16;

/** The AES key of an installation's sealing text, which has at least 256 random bits. */
const keyOf = (sealingText: string): Buffer =>
  createHash('sha256').update(`countersign control plane secrets\0${sealingText}`).digest();

/**
 * AES-256-GCM over a tenant's signing secrets, bound to that tenant: sealed bytes moved to another row do not open.
 * @param nonce 12 random bytes, new for every call
 */
export function sealSecrets(
  sealingText: string,
  tenantId: string,
  secrets: readonly string[],
  nonce: Uint8Array,
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', keyOf(sealingText), nonce);
  cipher.setAAD(Buffer.from(tenantId));
  const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** The secrets, newest first, or null where the key or the tenant is another or a byte has changed. */
export function openSecrets(
  sealingText: string,
  tenantId: string,
  sealed: Uint8Array,
): readonly string[] | null {
  try {
    const nonce = sealed.subarray(0, nonceLength);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(sealingText), nonce, { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(tenantId));
    decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
    const text = Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
    return secretsSchema.parse(JSON.parse(text.toString('utf8')));
  } catch {
    return null;
  }
}
