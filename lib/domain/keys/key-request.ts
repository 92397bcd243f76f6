import { z } from 'zod';
import { personIdSchema } from '../ids';
import { invalid } from '../invalid';
import { personNameSchema } from '../people/person';
import { accept, type Result } from '../refusal';
import { environments } from '../resource/resource-kind';
import { hasHidden } from '../text/visible';
import { type KeyTerms, type KeyTermsAsked, keyTermsFields, leastTerms, maxKeyDays } from './key-terms';
import { soundTerms, unknownScopes } from './sound-terms';

/** How long the old token of a rotated key still works, in hours. */
export const graceHours = { usual: 24, most: 168 } as const;

const days = z.int().min(1).max(maxKeyDays).describe('How long it lives, in days');
const purpose = z
  .string()
  .trim()
  .min(10)
  .max(500)
  .refine((text) => !hasHidden(text), 'holds hidden characters')
  .describe('What it is for');

/** Why a key is stopped or let go on, for people to read. */
const reason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .refine((text) => !hasHidden(text), 'holds hidden characters')
  .describe('Why, for people to read');

export const issueKeySchema = z.strictObject({
  name: personNameSchema.describe('What people call it'),
  agent_identity: personNameSchema.describe('The agent that will hold it, as drafts and the log name it'),
  purpose,
  human_owner_id: personIdSchema.optional().describe('The person who answers for it; left out: who asks'),
  environment: z.enum(environments).default('dev').describe('The one environment in which it proposes'),
  days,
  ...z.object(keyTermsFields).partial().shape,
});

export type NewKeyRequest = {
  name: string;
  agentIdentity: string;
  purpose: string;
  ownerId: string | null;
  environment: (typeof environments)[number];
  days: number;
  terms: KeyTerms;
};

/** UNTRUSTED INPUT: a key that somebody asks for. What they leave out is not granted. */
export function readNewKey(input: unknown): Result<NewKeyRequest> {
  const unknown = unknownScopes(input);
  if (unknown) return { ok: false, refusal: unknown };
  const parsed = issueKeySchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const {
    name,
    agent_identity,
    purpose: what,
    human_owner_id,
    environment,
    days: life,
    ...given
  } = parsed.data;
  const burst = given.burst ?? Math.min(leastTerms.burst, given.rate_limit_per_min ?? leastTerms.burst);
  const terms = soundTerms(termsOver({ ...leastTerms, burst }, given));
  if (!terms.ok) return terms;
  return accept({
    name,
    agentIdentity: agent_identity,
    purpose: what,
    ownerId: human_owner_id ?? null,
    environment,
    days: life,
    terms: terms.value,
  });
}

export const changeKeySchema = z.strictObject({
  revision: z.int().min(1).describe('The revision that you were shown; another one now is 409'),
  ...z.object(keyTermsFields).partial().shape,
});

export type KeyChange = { revision: number; terms: (before: KeyTerms) => Result<KeyTerms> };

/** UNTRUSTED INPUT: other terms for a key. What is left out stays. */
export function readKeyChange(input: unknown): Result<KeyChange> {
  const unknown = unknownScopes(input);
  if (unknown) return { ok: false, refusal: unknown };
  const parsed = changeKeySchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { revision, ...given } = parsed.data;
  return accept({ revision, terms: (before) => soundTerms(termsOver(before, given)) });
}

export const rotateKeySchema = z.strictObject({
  grace_hours: z
    .int()
    .min(0)
    .max(graceHours.most)
    .default(graceHours.usual)
    .describe('How long the old token still works'),
  days: days.optional().describe('How long the new one lives; left out: as long as the old one was given'),
});

export const stopKeySchema = z.strictObject({ reason });

export const revokeKeySchema = z.strictObject({ reason: reason.optional() });

type Given = { [Name in keyof KeyTermsAsked]?: KeyTermsAsked[Name] | undefined };

const or = <T>(said: T | undefined, otherwise: T): T => (said === undefined ? otherwise : said);

/** What was said, and otherwise what stands. */
const termsOver = (base: KeyTerms, given: Given) => ({
  scopes: or<readonly string[]>(given.scopes, base.scopes),
  allowed_tools: or(given.allowed_tools, base.allowed_tools),
  rate_limit_per_min: or(given.rate_limit_per_min, base.rate_limit_per_min),
  burst: or(given.burst, base.burst),
  max_pending_drafts: or(given.max_pending_drafts, base.max_pending_drafts),
  refusals_per_min: or(given.refusals_per_min, base.refusals_per_min),
  data_classes: or(given.data_classes, base.data_classes),
  label_scope: or(given.label_scope, base.label_scope),
  ip_allowlist: or(given.ip_allowlist, base.ip_allowlist),
  client_cert_sha256: or(given.client_cert_sha256, base.client_cert_sha256),
  require_reason: or(given.require_reason, base.require_reason),
  pinned_surface_hash: or(given.pinned_surface_hash, base.pinned_surface_hash),
});
