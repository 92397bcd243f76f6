import { type SessionRow, sessionById } from '@/db/queries/before-tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { sessionOfCliToken } from '@/lib/domain/keys/cli-token';
import { provesToken } from '@/lib/domain/keys/key-format';

/** A session as its row stands now. `tenant` is the tenant's name. */
export type LiveSession = { human: Human; tenant: string; expiresAt: Date };

/** The live session of a browser with this id. Null when it ended, expired, or its person was disabled. Throws when it cannot be read. */
export async function liveSession(sessionId: string): Promise<LiveSession | null> {
  const row = await sessionById(sessionId);
  return row?.kind === 'browser' ? liveRow(row) : null;
}

/** The person behind the token of a terminal. Its secret proves it; the id of a session alone opens nothing. */
export async function humanOfToken(token: string): Promise<Human | null> {
  const sessionId = sessionOfCliToken(token);
  const row = sessionId === null ? null : await sessionById(sessionId);
  if (row === null || row.secret_digest === null || row.kind !== 'cli') return null;
  return provesToken(token, row.secret_digest) ? (liveRow(row)?.human ?? null) : null;
}

function liveRow(row: SessionRow): LiveSession | null {
  if (row.revoked_at !== null || row.disabled_at !== null) return null;
  if (row.expires_at.getTime() <= now().getTime()) return null;
  const { tenant_id: tenantId, user_id: userId, name, email, role } = row;
  return {
    human: { kind: 'human', tenantId, userId, sessionId: row.id, name, email, role },
    tenant: row.tenant_name,
    expiresAt: row.expires_at,
  };
}

/** The person behind a live session, or null. */
export const resolveSession = async (sessionId: string): Promise<Human | null> =>
  (await liveSession(sessionId))?.human ?? null;
