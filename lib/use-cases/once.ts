import { type Claim, claimKey, keepAnswer, releaseKey, TwinStillRuns } from '@/db/queries/idempotency';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Actor, principalOf } from '@/lib/domain/actor';
import { digestOf } from '@/lib/domain/evidence/digest';
import type { PlacedLeaf } from '@/lib/domain/evidence/leaf';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';

/** `placed` is the evidence that this request left; none where it repeats an answer. */
export type Answered<Kept> = { kept: Kept; replayed: boolean; placed: readonly PlacedLeaf[] };

type Once<Kept> = Omit<Answered<Kept>, 'placed'>;

/** What makes two requests the same one. `request` is everything that was asked, without the key. */
export type Asked = { operation: string; key: string | null; request: unknown };

/**
 * Runs `act` in one transaction, at most once per idempotency key of the actor within 24 hours. What it answers must
 * survive JSON: a replay hands back what was stored. A refusal gives the key back. `authorise` precedes any replay;
 * what it refuses is answered as it is.
 */
export async function actOnce<Kept>(
  actor: Actor,
  asked: Asked,
  act: (tx: WriteTx) => Promise<Result<Kept>>,
  authorise: (tx: WriteTx) => Promise<Refusal | null> = () => Promise.resolve(null),
): Promise<Result<Answered<Kept>>> {
  const claim = claimOf(actor, asked);
  try {
    const { value, evidence } = await withTenant(actor, async (tx): Promise<Result<Once<Kept>>> => {
      const refusal = await authorise(tx);
      return refusal ? { ok: false, refusal } : once(tx, claim, () => act(tx));
    });
    return value.ok ? accept({ ...value.value, placed: evidence }) : value;
  } catch (fault) {
    if (!(fault instanceof TwinStillRuns)) throw fault;
    return refuse('IDEMPOTENCY_CONFLICT', 'A request with this idempotency key is still running.', {
      hint: 'Wait a moment and send the same request with the same key.',
    });
  }
}

/** The claim to an idempotency key, or null where none was sent. */
export const claimOf = (actor: Actor, { operation, key, request }: Asked): Claim | null =>
  key === null
    ? null
    : { principal: principalOf(actor), operation, key, fingerprint: digestOf(request), now: now() };

async function once<Kept>(
  tx: WriteTx,
  claim: Claim | null,
  act: () => Promise<Result<Kept>>,
): Promise<Result<Once<Kept>>> {
  if (claim === null) return answered(await act());
  const claimed = await claimKey<Kept>(tx, claim);
  switch (claimed.state) {
    case 'conflict':
      return refuse(
        'IDEMPOTENCY_CONFLICT',
        'This idempotency key was used for another request in the last 24 hours.',
        { hint: 'Use a new key for a new request.' },
      );
    case 'replay':
      return accept({ kept: claimed.response, replayed: true });
    case 'new': {
      const result = await act();
      await (result.ok ? keepAnswer(tx, claim, result.value) : releaseKey(tx, claim));
      return answered(result);
    }
  }
}

const answered = <Kept>(result: Result<Kept>): Result<Once<Kept>> =>
  result.ok ? accept({ kept: result.value, replayed: false }) : result;
