import { z } from 'zod';
import { roles } from '../actor';
import { timestamp } from './wire-values';

/** Who asks: the person behind a session, of a browser or of a terminal. */
export const sessionSchema = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(roles) }),
  tenant: z.string(),
  kind: z.enum(['browser', 'cli']),
  expires_at: timestamp,
});
export type SessionWire = z.infer<typeof sessionSchema>;

/** RFC 8628 section 3.2. */
export const deviceStartSchema = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.url(),
  verification_uri_complete: z.url(),
  expires_in: z.int(),
  interval: z.int(),
});

/** RFC 6749 section 5.1. */
export const deviceTokenSchema = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int(),
});
