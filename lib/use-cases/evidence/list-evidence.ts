import { z } from 'zod';
import { listEvidence as queryEvidence } from '@/db/queries/evidence';
import { withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { actorIdSchema, draftIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { logPlaceSchema, pageFields, readCursor, strangeCursor } from '@/lib/domain/page-cursor';
import { accept, type Result } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';
import { evidenceItemOf } from './evidence-item-of';

const moment = z.iso.datetime({ offset: true });

export const listEvidenceSchema = z.strictObject({
  draft_id: draftIdSchema.optional().describe('Only the evidence of this draft'),
  event: z.enum(evidenceEvents).optional().describe('Only this event'),
  by: actorIdSchema.optional().describe('Only records that name this person, agent key or credential'),
  from: moment.optional().describe('Only records of this moment and later'),
  to: moment.optional().describe('Only records before this moment'),
  ...pageFields,
});

/** One page of the tenant's evidence, newest first. */
export async function listEvidence(
  actor: Agent | Human,
  input: unknown,
): Promise<Result<{ items: EvidenceItem[]; nextCursor: string | null }>> {
  const denied = needsScope(actor, 'mcp:read:evidence');
  if (denied) return denied;
  const parsed = listEvidenceSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { draft_id: draftId, event, by, from, to, limit, cursor } = parsed.data;
  const place = cursor === undefined ? undefined : readCursor(logPlaceSchema, cursor);
  if (place === null) return strangeCursor();
  const span = { from: momentOf(from), to: momentOf(to) };
  const filter = { draftId, event, by, ...span, before: place?.[0], limit: limit + 1 };
  const rows = await withTenantRead(actor, (tx) => queryEvidence(tx, filter));
  const { items, nextCursor } = cut(rows, limit, (last) => [last.idx]);
  return accept({ items: items.map(evidenceItemOf), nextCursor });
}

const momentOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);
