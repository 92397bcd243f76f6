import { newId } from '@/db/new-id';
import { insertPerson, type NewPerson } from '@/db/queries/people';
import type { WriteTx } from '@/db/tenant';
import { type Actor, principalOf } from '@/lib/domain/actor';
import { personAddedEvidence } from '@/lib/domain/evidence/person-evidence';

/** Gives a tenant one person more, by an invitation that is spent for it or by the product's own word, with the leaf that says so. */
export async function addPerson(
  tx: WriteTx,
  by: Exclude<Actor, { kind: 'agent' }>,
  person: NewPerson,
  invitationId: string | null,
): Promise<void> {
  await insertPerson(tx, person);
  tx.record(
    personAddedEvidence({
      id: newId('evd'),
      tenant: tx.tenantId,
      personId: person.id,
      by: { kind: by.kind, id: principalOf(by) },
      at: person.created_at,
      role: person.role,
      signsInWith: person.oidc_issuer === null ? 'password' : 'single_sign_on',
      invitationId,
    }),
  );
}
