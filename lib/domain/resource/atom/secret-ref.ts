import { z } from 'zod';

const form = /^secret:\/\/[a-z][a-z0-9-]{0,31}\/[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*(?:#[A-Za-z0-9._-]+)?$/;

export const isSecretRef = (text: string): boolean => text.length <= 256 && form.test(text);

/** Where a secret is kept, never the secret. */
export const secretRef = z
  .string()
  .max(256)
  .regex(form, 'Use a reference such as secret://vault/path#key, never the secret itself.')
  .describe(
    'Reference to a stored secret, secret://<store>/<path>#<key>; never the secret itself. At most 256 characters',
  );
