import { z } from 'zod';
import {
  type EvidenceRow,
  findEvidence,
  findEvidenceAt,
  listEvidence as queryEvidence,
} from '@/db/queries/evidence';
import { withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import { cut } from '@/lib/domain/cut';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { actorIdSchema, draftIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { logPlaceSchema, pageFields, readCursor, strangeCursor } from '@/lib/domain/page-cursor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';

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
  return accept({ items: items.map(itemOf), nextCursor });
}

const momentOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

/** One leaf by its id. */
export async function showEvidence(actor: Agent | Human, id: string): Promise<Result<EvidenceItem>> {
  const denied = needsScope(actor, 'mcp:read:evidence');
  if (denied) return denied;
  const row = await withTenantRead(actor, (tx) => findEvidence(tx, id));
  return row === null ? refuse('EVIDENCE_NOT_FOUND', 'There is no such evidence.') : accept(itemOf(row));
}

/** The leaf at a position of the log. */
export async function evidenceAt(human: Human, position: number): Promise<EvidenceItem | null> {
  const row = await withTenantRead(human, (tx) => findEvidenceAt(tx, position));
  return row && itemOf(row);
}

const entrySchema = z.object({ payload: z.record(z.string(), z.unknown()) });

function itemOf(row: EvidenceRow): EvidenceItem {
  const { payload } = entrySchema.parse(JSON.parse(row.entry.toString('utf8')));
  return {
    id: row.id,
    event: row.event,
    subject: row.subject,
    payload,
    merklePosition: row.idx,
    leafHash: `sha256:${row.leaf_hash.toString('hex')}`,
    entry: row.entry.toString('base64'),
    appendedAt: row.appended_at,
  };
}
