import { violatedConstraint } from '@/db/faults';
import { storeDraft } from '@/db/queries/drafts-together';
import { isClaimed } from '@/db/queries/idempotency';
import { withTenantLook } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { type Answered, type Asked, claimOf } from '../once';
import { type ProposedDraft, readyDraft, type ToPropose } from './propose-draft';

/**
 * An agent's proposal, looked at in a transaction that writes nothing and stored together with others of its tenant. What it
 * was read against is not held meanwhile, as it never was: the database admits the draft in the statement that stores it,
 * and the apply proves the rest again.
 *
 * Null where it needs a transaction of its own: under an idempotency key anything but a new draft waits for a twin in flight.
 */
export async function proposeTogether(
  asked: Asked,
  toPropose: ToPropose & { actor: Agent },
): Promise<Result<Answered<ProposedDraft>> | null> {
  const { actor } = toPropose;
  const claim = claimOf(actor, asked);
  const [claimed, ready] = await withTenantLook(actor, (tx) =>
    Promise.all([claim && isClaimed(tx, claim), readyDraft(tx, toPropose)]),
  );
  const stored = ready.ok ? ready.value.stored : null;
  if (claim && (claimed || stored === null)) return null;
  if (!ready.ok) return ready;
  const { answer } = ready.value;
  const done = { kept: answer, replayed: false };
  if (stored === null) return accept({ ...done, placed: [] });
  const row = { draft: stored.row, key: claim && { claim, response: answer } };
  try {
    return accept({ ...done, placed: [await storeDraft(actor, { row, leaf: stored.created })] });
  } catch (fault) {
    if (violatedConstraint(fault) === 'idempotency_keys_pkey') return null;
    throw fault;
  }
}
