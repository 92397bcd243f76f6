import { z } from 'zod';
import { listCalls as queryCalls } from '@/db/queries/calls';
import { withTenantRead } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';
import { type CallWire, toCallWire } from '@/lib/domain/calls/call-wire';
import { cut } from '@/lib/domain/cut';
import { invalid } from '@/lib/domain/invalid';
import { pageFields, readCursor, strangeCursor } from '@/lib/domain/page-cursor';
import { accept, type Result } from '@/lib/domain/refusal';
import { timePlaceSchema } from '@/lib/domain/time-place';
import { needsScope } from '../needs-scope';

export const listCallsSchema = z.strictObject({
  run_id: z.string().min(1).max(200).optional().describe('Only the calls of this run'),
  ...pageFields,
});

/** One page of an agent's own calls, newest first. */
export async function listCalls(
  agent: Agent,
  input: unknown,
): Promise<Result<{ items: CallWire[]; nextCursor: string | null }>> {
  const denied = needsScope(agent, 'mcp:read:logs');
  if (denied) return denied;
  const parsed = listCallsSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { run_id: runId, limit, cursor } = parsed.data;
  const place = cursor === undefined ? undefined : readCursor(timePlaceSchema, cursor);
  if (place === null) return strangeCursor();
  const after = place && { at: new Date(place[0]), id: place[1] };
  const rows = await withTenantRead(agent, (tx) =>
    queryCalls(tx, { keyId: agent.keyId, runId, after, limit: limit + 1 }),
  );
  const { items, nextCursor } = cut(rows, limit, (last) => [last.started_at.toISOString(), last.id]);
  return accept({ items: items.map(toCallWire), nextCursor });
}
