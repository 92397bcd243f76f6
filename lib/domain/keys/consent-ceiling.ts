import { z } from 'zod';
import { type Refusal, refuse } from '../refusal';
import type { KeyConsent } from './agent-key';
import { type KeyTerms, keyTermsFields } from './key-terms';

type Widened = { [Name in keyof KeyTerms]: (asked: KeyTerms[Name], given: KeyTerms[Name]) => boolean };

const isMore = (asked: number, given: number): boolean => asked > given;
const namesMore = (asked: readonly string[], given: readonly string[]): boolean =>
  asked.some((one) => !given.includes(one));
const isLoosened = (asked: string | null, given: string | null): boolean => given !== null && asked !== given;

/** Which of a key's terms would let it do more than it was given. */
const widened: Widened = {
  scopes: namesMore,
  allowed_tools: (asked, given) => given !== null && (asked === null || namesMore(asked, given)),
  rate_limit_per_min: isMore,
  burst: isMore,
  max_pending_drafts: isMore,
  refusals_per_min: isMore,
  data_classes: namesMore,
  label_scope: (asked, given) => Object.entries(given).some(([name, value]) => asked[name] !== value),
  ip_allowlist: (asked, given) => given.length > 0 && (asked.length === 0 || namesMore(asked, given)),
  client_cert_sha256: isLoosened,
  require_reason: (asked, given) => given && !asked,
  pinned_surface_hash: isLoosened,
};

const names = z.object(keyTermsFields).keyof().options;
const isWidened = <Name extends keyof KeyTerms>(
  name: Name,
  asked: Pick<KeyTerms, Name>,
  given: Pick<KeyTerms, Name>,
): boolean => widened[name](asked[name], given[name]);

/** Why a key that came from a consent cannot be given these terms, or null: nobody but its person gives it more. */
export function exceedsConsent(asked: KeyTerms, consent: KeyConsent | null): Refusal | null {
  const beyond = consent ? names.filter((name) => isWidened(name, asked, consent.terms)) : [];
  if (beyond.length === 0) return null;
  return refuse(
    'EXCEEDS_OWNER',
    `The person who consented to this agent gave it less: ${beyond.join(', ')}.`,
    {
      hint: 'Only narrow it, or let the program ask its person again.',
    },
  ).refusal;
}
