import { sessionById } from '@/db/queries/before-tenant';
import type { Human } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';

export type ShownSession = { tenant: string; kind: 'browser' | 'cli'; expiresAt: Date };

/** The session behind a person's request, as its row stands. */
export async function showSession({ sessionId }: Human): Promise<Result<ShownSession>> {
  const row = await sessionById(sessionId);
  if (row === null) return refuse('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
  return accept({ tenant: row.tenant_name, kind: row.kind, expiresAt: row.expires_at });
}
