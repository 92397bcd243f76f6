import { z } from 'zod';
import { maxKeyDays } from '../keys/key-terms';
import { type Scope, scopes } from '../keys/scope';
import { environments } from '../resource/resource-kind';

/** It travels in an address, and comes back in a cookie of the sign-in, which holds 4096 bytes. */
export const longestHandle = 3500;

/** What a person gives a client, or that they give nothing. */
export const consentSchema = z.strictObject({
  handle: z.string().max(longestHandle),
  approve: z.boolean(),
  scopes: z.array(z.enum(scopes)).max(scopes.length),
  days: z.int().min(1).max(maxKeyDays),
  environment: z.enum(environments),
});

export type Consent = z.output<typeof consentSchema>;

/** What the page shows of a request. */
export type ConsentRequest = {
  clientName: string;
  clientHost: string;
  redirectHost: string;
  /** What was asked for and the person's role carries. */
  offered: readonly Scope[];
  /** What was asked for and the person's role does not carry. */
  beyond: readonly Scope[];
  createdAt: Date;
};

/** RFC 6749 section 4.1.2 and RFC 9207: the answer, as the address that the browser is sent to. */
export function answerUrl(
  redirectUri: string,
  issuer: string,
  answer: Readonly<Record<string, string | null>>,
): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, iss: issuer })) {
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.href;
}
