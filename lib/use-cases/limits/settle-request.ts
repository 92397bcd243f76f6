import { newId } from '@/db/new-id';
import { lockCircuit, storeCircuit } from '@/db/queries/circuits';
import { withTenant } from '@/db/tenant';
import type { Agent, System } from '@/lib/domain/actor';
import { circuitClosedEvidence, circuitOpenedEvidence } from '@/lib/domain/evidence/circuit-evidence';
import { circuitAfter, weightOf } from '@/lib/domain/limits/circuit';

/** How a request of an agent ended, and whether it was the one that a half-open circuit let in. */
export type Ended = { code: string | null; probe: boolean };

/**
 * Counts what an agent's request was refused for. What was answered as asked, and every refusal that says nothing about
 * the key, costs no look at the database; a probe always says how it ended.
 */
export async function settleRequest({ tenantId, keyId }: Agent, { code, probe }: Ended): Promise<void> {
  const weight = code === null ? 0 : weightOf(code);
  if (weight === 0 && !probe) return;
  const system: System = { kind: 'system', tenantId, name: 'limits' };
  await withTenant(system, async (tx) => {
    const { circuit, at } = await lockCircuit(tx, keyId);
    const next = circuitAfter(circuit, weight, at);
    if (next === null) return;
    await storeCircuit(tx, keyId, next, at);
    if (next.state === 'closed' && circuit.state !== 'closed')
      tx.record(circuitClosedEvidence({ id: newId('evd'), tenant: tenantId, keyId, at }));
    if (next.state !== 'open' || next.openUntil === null) return;
    const { score, trips, openUntil } = next;
    const opened = { id: newId('evd'), tenant: tenantId, keyId, at, score, trips, openUntil };
    tx.record(circuitOpenedEvidence({ ...opened, lastCode: code ?? '' }));
  });
}
