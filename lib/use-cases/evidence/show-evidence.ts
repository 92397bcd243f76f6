import { findEvidence, findEvidenceAt } from '@/db/queries/evidence';
import { withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { needsScope } from '../needs-scope';
import { evidenceItemOf } from './evidence-item-of';

/** One leaf by its id. */
export async function showEvidence(actor: Agent | Human, id: string): Promise<Result<EvidenceItem>> {
  const denied = needsScope(actor, 'mcp:read:evidence');
  if (denied) return denied;
  const row = await withTenantRead(actor, (tx) => findEvidence(tx, id));
  return row === null
    ? refuse('EVIDENCE_NOT_FOUND', 'There is no such evidence.')
    : accept(evidenceItemOf(row));
}

/** The leaf at a position of the log. */
export async function evidenceAt(human: Human, position: number): Promise<EvidenceItem | null> {
  const row = await withTenantRead(human, (tx) => findEvidenceAt(tx, position));
  return row && evidenceItemOf(row);
}
