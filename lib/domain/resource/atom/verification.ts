import { z } from 'zod';
import { headerName } from './headers';
import { secretRef } from './secret-ref';

export const verificationMethods = [
  'provider_default',
  'hmac_sha256',
  'hmac_sha1',
  'shared_token',
  'header',
  'ip_allowlist',
  'none',
] as const;

const needsSecret = (method: string): boolean => method !== 'ip_allowlist' && method !== 'none';

/** How the sender of an event is verified. */
export const verification = z
  .strictObject({
    method: z.enum(verificationMethods).describe('How the sender is verified; none is discouraged'),
    header: headerName
      .optional()
      .describe('Header that carries the signature or token; required for method header'),
    encoding: z.enum(['hex', 'base64']).optional().describe('Encoding of the signature'),
    secret_ref: secretRef.optional(),
    tolerance_seconds: z
      .int()
      .min(0)
      .max(900)
      .optional()
      .describe('Accepted age of a signature in seconds, 0 to 900'),
  })
  .superRefine(({ method, header, secret_ref }, context) => {
    if (needsSecret(method) && secret_ref === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['secret_ref'],
        message: 'This method needs a secret reference.',
      });
    }
    if (method === 'header' && header === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['header'],
        message: 'This method needs the name of the header.',
      });
    }
  })
  .describe('How the sender of an event is verified');
