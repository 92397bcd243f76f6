import { personByEmail } from '@/db/queries/people';
import { withTenant } from '@/db/tenant';
import { principalOf, type System } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { issueKey, type KeyGrant } from './issue-key';

export type OperatorGrant = Omit<KeyGrant, 'ownerId' | 'issuedBy'> & { ownerEmail: string };

/** Issues an agent key owned by a person of the tenant, for the operator at the terminal. The token is shown once. */
export async function issueKeyFor(
  operator: System,
  { ownerEmail, ...grant }: OperatorGrant,
): Promise<Result<{ id: string; token: string }>> {
  const { value } = await withTenant(operator, async (tx): Promise<Result<{ id: string; token: string }>> => {
    const owner = await personByEmail(tx, ownerEmail);
    if (owner === null)
      return refuse('RESOURCE_NOT_FOUND', 'This tenant has nobody with that e-mail address.');
    return accept(await issueKey(tx, { ...grant, ownerId: owner.id, issuedBy: principalOf(operator) }));
  });
  return value;
}
