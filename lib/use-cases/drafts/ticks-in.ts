import { z } from 'zod';
import type { EvidenceRow } from '@/db/queries/evidence';

const applied = z.object({ payload: z.object({ acknowledged_flags: z.array(z.string()).default([]) }) });

/** Codes of the flags that were ticked for an apply, from its leaf; none where no leaf of an apply is among these. */
export function ticksIn(evidence: readonly Pick<EvidenceRow, 'event' | 'entry'>[]): readonly string[] {
  const leaf = evidence.find(({ event }) => event === 'draft_applied');
  return leaf ? applied.parse(JSON.parse(leaf.entry.toString('utf8'))).payload.acknowledged_flags : [];
}
