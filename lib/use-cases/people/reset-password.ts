import { randomBytes } from 'node:crypto';
import { replacePassword } from '@/db/as-owner';
import { newId } from '@/db/new-id';
import { loginByEmail } from '@/db/queries/before-tenant';
import { now } from '@/lib/clock';
import { principalOf, type System } from '@/lib/domain/actor';
import { passwordResetEvidence } from '@/lib/domain/evidence/access-evidence';
import { hashPassword } from '@/lib/domain/people/password';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

/** A random password of 120 bits. */
export const newPassword = (): string => randomBytes(15).toString('base64url');

/**
 * Gives a local account a new random password and ends its sessions, for the operator at the terminal, who holds the
 * owner's credentials. The password is in the answer and nowhere else.
 */
export async function resetPassword(
  ownerUrl: string,
  email: string,
): Promise<Result<{ name: string; password: string }>> {
  const login = await loginByEmail(email);
  if (login === null)
    return refuse('RESOURCE_NOT_FOUND', 'There is no local account with that e-mail address.');
  const password = newPassword();
  const hash = await hashPassword(password, randomBytes(16));
  const operator: System = { kind: 'system', tenantId: login.tenant_id, name: 'operator' };
  const at = now();
  const leaf = passwordResetEvidence({
    id: newId('evd'),
    tenant: operator.tenantId,
    personId: login.id,
    by: principalOf(operator),
    at,
  });
  await replacePassword(ownerUrl, { operator, userId: login.id, hash, at, leaf });
  return accept({ name: login.name, password });
}
