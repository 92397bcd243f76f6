import { z } from 'zod';
import { listEvidence } from '@/db/queries/evidence';
import { withTenantRead } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { readEntry } from '@/lib/domain/log/read-entry';
import { knownOf, type VerifiedHead } from './log-standings';

/** How many of the last restorations are asked. */
const mostRestorations = 100;

/**
 * What the log must still hold: the head that this process verified last, unless an operator has given it up since. Null
 * where it has verified none.
 */
export async function heldBefore(tenantId: string): Promise<{ size: number; root: Uint8Array } | null> {
  const { verified } = knownOf(tenantId);
  if (verified === undefined) return null;
  const system: System = { kind: 'system', tenantId, name: 'recomputer' };
  const restorations = await withTenantRead(system, (tx) =>
    listEvidence(tx, { event: 'log_restored', limit: mostRestorations }),
  );
  const isGivenUp = restorations.some(({ entry }) => givesUp(entry, verified));
  return isGivenUp ? null : { size: verified.verifiedTo, root: verified.root };
}

const restoredSchema = z.object({ accepted_at: z.string(), given_up_size: z.number() });

/** A restoration from before the verification gives up nothing of it: the log was verified with its record. */
function givesUp(entry: Uint8Array, { verifiedTo, at }: VerifiedHead): boolean {
  const said = restoredSchema.safeParse(readEntry(entry)?.payload).data;
  return said !== undefined && said.given_up_size >= verifiedTo && new Date(said.accepted_at) >= at;
}
