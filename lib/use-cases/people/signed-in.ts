import type { LoginRow } from '@/db/queries/before-tenant';
import type { Human, System } from '@/lib/domain/actor';

/** A person and the session that was just opened for them. */
export type SignedIn = { sessionId: string; human: Human };

/** The product itself, while nobody has signed in yet. */
export const doorkeeper = (tenantId: string): System => ({ kind: 'system', tenantId, name: 'sign-in' });

export const signedIn = (
  { id, tenant_id, name, email, role }: Omit<LoginRow, 'disabled_at'>,
  sessionId: string,
): SignedIn => ({
  sessionId,
  human: { kind: 'human', tenantId: tenant_id, userId: id, sessionId, name, email, role },
});
