import { z } from 'zod';
import { dataClasses } from '../policy/data-class';
import { labels } from '../resource/atom/labels';
import { normalRange } from './address-range';
import type { Scope } from './scope';

/** The longest life of a key, in days. */
export const maxKeyDays = 90;

/** The most requests a minute that a key is given, and what it gets when nobody says. */
export const keyRate = { most: 600, usual: 60 } as const;

/** How many drafts of a key may wait at once. */
export const keyPending = { most: 10_000, usual: 25 } as const;

/** How much of what a key asks may be refused in a minute, by what each refusal weighs, before the key is paused. */
export const keyRefusals = { least: 5, most: 1000, usual: 20 } as const;

const range = z
  .string()
  .max(49)
  .transform((text, context) => {
    const normal = normalRange(text);
    if (normal !== null) return normal;
    context.addIssue({ code: 'custom', message: 'Use an IP address or a CIDR range.' });
    return z.NEVER;
  });

/** Scopes and tools are texts here: which of them are known is asked with words of its own. */
const names = z.array(z.string().max(100)).max(50);

/** What a key allows, as the interface spells it and the database keeps it. Nothing is granted that is not named. */
export const keyTermsFields = {
  scopes: names.describe('Of the closed list; mcp:read:* stands for every scope that reads'),
  allowed_tools: names.nullable().describe('Tools that the scopes open, by name; null: all of them'),
  rate_limit_per_min: z.int().min(1).max(keyRate.most).describe('Requests a minute'),
  burst: z.int().min(1).max(keyRate.most).describe('How many of them at once, at most the rate'),
  max_pending_drafts: z.int().min(1).max(keyPending.most).describe('Drafts that may wait at once'),
  refusals_per_min: z
    .int()
    .min(keyRefusals.least)
    .max(keyRefusals.most)
    .describe('What its refused requests may weigh in a minute before it is paused'),
  data_classes: z
    .array(z.enum(dataClasses))
    .max(dataClasses.length)
    .transform((given) => dataClasses.filter((known) => given.includes(known)))
    .describe('What its tools may read'),
  label_scope: labels.removeDefault().describe('Labels that what it proposes, and what is live, must carry'),
  ip_allowlist: z
    .array(range)
    .max(100)
    .transform((ranges) => [...new Set(ranges)])
    .describe('Addresses or CIDR ranges that it may call from; empty means any'),
  client_cert_sha256: z
    .string()
    .transform((text) => text.replaceAll(':', '').toLowerCase())
    .pipe(z.string().regex(/^[0-9a-f]{64}$/, 'Use the SHA-256 of the certificate, 64 hexadecimal digits.'))
    .nullable()
    .describe('SHA-256 of the client certificate that it is bound to, in hex (RFC 8705)'),
  require_reason: z.boolean().describe('Whether each call says why'),
  pinned_surface_hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'Use sha256: and 64 hexadecimal digits.')
    .nullable()
    .describe('Hash of the tool surface that its host has reviewed'),
};

export type KeyTermsAsked = z.output<z.ZodObject<typeof keyTermsFields>>;
export type KeyTerms = Omit<KeyTermsAsked, 'scopes'> & { scopes: Scope[] };

/** What a key has where nothing is said: no scope, no data. */
export const leastTerms: KeyTerms = {
  scopes: [],
  allowed_tools: null,
  rate_limit_per_min: keyRate.usual,
  burst: keyRate.usual,
  max_pending_drafts: keyPending.usual,
  refusals_per_min: keyRefusals.usual,
  data_classes: [],
  label_scope: {},
  ip_allowlist: [],
  client_cert_sha256: null,
  require_reason: false,
  pinned_surface_hash: null,
};
