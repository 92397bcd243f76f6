import { changeTerms } from '@/db/queries/key-changes';
import type { Human } from '@/lib/domain/actor';
import { digestOf } from '@/lib/domain/evidence/digest';
import { keyChangedEvidence } from '@/lib/domain/evidence/key-evidence';
import { type AgentKey, grantDigest } from '@/lib/domain/keys/agent-key';
import { exceedsConsent } from '@/lib/domain/keys/consent-ceiling';
import { type KeyChange, readKeyChange } from '@/lib/domain/keys/key-request';
import type { KeyTerms } from '@/lib/domain/keys/key-terms';
import { exceedsOwner } from '@/lib/domain/keys/owner-ceiling';
import { managesKeys } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { actOnKey, type KeyAct, type KeyActed, type KeyManager, revokedForGood } from './act-on-key';

/** UNTRUSTED INPUT: other terms for a key, and the revision that its asker was shown. Never over what another has changed. */
export async function changeKey(
  actor: KeyManager,
  keyId: string,
  input: unknown,
  idempotencyKey: string | null,
): Promise<Result<KeyActed>> {
  const change = readKeyChange(input);
  if (!change.ok) return change;
  const asked = { keyId, operation: 'key_change', request: input, idempotencyKey };
  return actOnKey(actor, asked, (about) => changed(about, change.value));
}

/** The same for the page, which goes on to the key's own. */
export async function changeKeyFromPage(
  actor: Human,
  { keyId, wanted, idempotencyKey }: { keyId: string; wanted: unknown; idempotencyKey: string },
): Promise<Result<{ keyId: string }>> {
  const denied = managesKeys(actor.role);
  if (denied) return { ok: false, refusal: denied };
  const acted = await changeKey(actor, keyId, wanted, idempotencyKey);
  return acted.ok ? accept({ keyId: acted.value.key.id }) : acted;
}

async function changed({ tx, key, common }: KeyAct, { revision, terms }: KeyChange) {
  if (key.status === 'revoked') return revokedForGood();
  if (key.revision !== revision) {
    return refuse('SETTINGS_CHANGED', 'Somebody else has changed this key since you saw it.', {
      hint: 'Look at what it allows now, and decide again.',
    });
  }
  const after = terms(key.terms);
  if (!after.ok) return after;
  if (digestOf(after.value) === digestOf(key.terms)) return accept(null);
  const beyond = exceedsOwner(after.value.scopes, key.owner.role) ?? exceedsConsent(after.value, key.consent);
  if (beyond) return { ok: false as const, refusal: beyond };
  await changeTerms(tx, key.id, after.value);
  const digests = { before: digestWith(key, key.terms), after: digestWith(key, after.value) };
  // The leaf holds digests alone: what a key allowed at a time is told by what is kept here.
  tx.audit({
    type: 'key_changed',
    subject: key.id,
    before: { revision: key.revision, terms: key.terms, grant_digest: digests.before },
    after: { revision: common.revision, terms: after.value, grant_digest: digests.after },
  });
  return accept(keyChangedEvidence({ ...common, ...digests }));
}

const digestWith = (key: AgentKey, terms: KeyTerms): string =>
  grantDigest({ ...key, terms, ownerId: key.owner.id, validUntil: key.expiresAt });
