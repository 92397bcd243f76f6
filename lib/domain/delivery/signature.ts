import { createHmac } from 'node:crypto';
import { sha256Hex } from '../evidence/digest';

const prefix = 'whsec_';

/** Bytes of a signing secret: Standard Webhooks asks for 24 to 64. */
export const secretBytes = 32;

/** A symmetric Standard Webhooks secret of these random bytes. */
export const writeSecret = (random: Uint8Array): string =>
  `${prefix}${Buffer.from(random).toString('base64')}`;

/** What tells two secrets apart in public. It says nothing about the secret, which has 256 random bits. */
export const secretIdOf = (secret: string): string => sha256Hex(secret).slice(0, 12);

/** Standard Webhooks, symmetric v1: HMAC-SHA256 over `id.timestamp.body`, one signature per secret, newest first. */
export function signatureOf(
  secrets: readonly string[],
  message: { id: string; timestamp: number; body: string },
): string {
  const signed = `${message.id}.${message.timestamp}.${message.body}`;
  return secrets.map((secret) => `v1,${hmac(secret, signed)}`).join(' ');
}

const hmac = (secret: string, text: string): string =>
  createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64'))
    .update(text)
    .digest('base64');
