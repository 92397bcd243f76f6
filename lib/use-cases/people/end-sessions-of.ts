import { newId } from '@/db/new-id';
import { personByEmail, endSessionsOf as revoke } from '@/db/queries/people';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { principalOf, type System } from '@/lib/domain/actor';
import { sessionsEndedEvidence } from '@/lib/domain/evidence/access-evidence';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** Ends every session of a person, for the operator at the terminal. The answer is how many were live. */
export async function endSessionsOf(operator: System, email: string): Promise<Result<number>> {
  const { value } = await withTenant(operator, async (tx): Promise<Result<number>> => {
    const person = await personByEmail(tx, email);
    if (person === null)
      return refuse('RESOURCE_NOT_FOUND', 'This tenant has nobody with that e-mail address.');
    const at = now();
    const ended = await revoke(tx, person.id, at);
    tx.audit({ type: 'sessions_ended', subject: person.id, before: { live: ended }, after: { live: 0 } });
    const by = principalOf(operator);
    tx.record(
      sessionsEndedEvidence({ id: newId('evd'), tenant: tx.tenantId, personId: person.id, by, at, ended }),
    );
    return accept(ended);
  });
  return value;
}
