import { z } from 'zod';
import { type KeyUse, usesOfKeys } from '@/db/queries/key-usage';
import { listKeys as queryKeys } from '@/db/queries/keys';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import { invalid } from '@/lib/domain/invalid';
import { type AgentKey, type KeyState, stateOf } from '@/lib/domain/keys/agent-key';
import { pageFields, readCursor, strangeCursor } from '@/lib/domain/page-cursor';
import { accept, type Result } from '@/lib/domain/refusal';
import { timePlaceSchema } from '@/lib/domain/time-place';
import { keysPaused } from '../limits/list-circuits';

export const listKeysSchema = z.strictObject(pageFields);

/** A key with where it stands now, whether its circuit refuses it for a while, and what it did in the last 24 hours. */
export type ListedKey = { key: AgentKey; state: KeyState; use: KeyUse; paused: boolean };

/** One page of the tenant's agent keys, newest first. */
export async function listKeys(
  human: Human,
  input: unknown,
  { hidesSelftests = false }: { hidesSelftests?: boolean } = {},
): Promise<Result<{ items: ListedKey[]; nextCursor: string | null }>> {
  const parsed = listKeysSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { limit, cursor } = parsed.data;
  const place = cursor === undefined ? undefined : readCursor(timePlaceSchema, cursor);
  if (place === null) return strangeCursor();
  const after = place && { at: new Date(place[0]), id: place[1] };
  const at = now();
  const dayAgo = new Date(at.getTime() - 86_400_000);
  return withTenantRead(human, async (tx) => {
    const rows = await queryKeys(tx, { after, limit: limit + 1, hidesSelftests });
    const { items, nextCursor } = cut(rows, limit, (last) => [last.createdAt.toISOString(), last.id]);
    const paused = await keysPaused(tx);
    const uses = await usesOfKeys(
      tx,
      items.map(({ id }) => id),
      dayAgo,
    );
    return accept({
      items: items.map((key) => ({
        key,
        state: stateOf(key, at),
        use: useOf(key.id, uses),
        paused: paused.has(key.id),
      })),
      nextCursor,
    });
  });
}

const useOf = (keyId: string, uses: readonly KeyUse[]): KeyUse =>
  uses.find((use) => use.keyId === keyId) ?? {
    keyId,
    seenAt: null,
    client: null,
    clientVersion: null,
    calls: 0,
    denied: 0,
  };
