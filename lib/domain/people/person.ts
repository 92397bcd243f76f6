import { z } from 'zod';
import { roles } from '../actor';
import { hasHidden } from '../text/visible';

/** How long a session lives at most, in hours. */
export const sessionHours = 12;

/** How many drafts of one person wait for a decision at once. */
export const mostPendingOfPerson = 50;

/** An e-mail address as it is stored and compared: in lower case. */
export const emailSchema = z
  .string()
  .max(254)
  .transform((email) => email.trim().toLowerCase())
  .pipe(z.email());

/** A name that people will read beside a decision: nothing in it may hide or reorder. */
export const personNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !hasHidden(name), 'holds hidden characters');

export const roleSchema = z.enum(roles);

export const tenantNameSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens, at most 63',
  );
