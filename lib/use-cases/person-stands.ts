import { livePerson } from '@/db/queries/live-person';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human, Role } from '@/lib/domain/actor';
import { type Refusal, refuse } from '@/lib/domain/refusal';

/** Session, account and role of a person as they are now, held until commit: why they may not, or null. */
export async function personStands(
  tx: WriteTx,
  actor: Human,
  refusalOf: (role: Role) => Refusal | null,
): Promise<Refusal | null> {
  const person = await livePerson(tx, actor, now());
  if (!person?.sessionLive || person.disabled) {
    return refuse('UNAUTHENTICATED', 'Your session has ended. Sign in again.').refusal;
  }
  return refusalOf(person.role);
}

/** The same where an agent may act too: what its key holds was read for this very request. */
export const actorStands =
  (actor: Agent | Human, refusalOf: (role: Role) => Refusal | null) =>
  async (tx: WriteTx): Promise<Refusal | null> =>
    actor.kind === 'human' ? personStands(tx, actor, refusalOf) : null;
