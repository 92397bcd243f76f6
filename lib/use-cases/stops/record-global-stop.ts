import { newId, newSalt } from '@/db/new-id';
import { insertStop, markReleased, stopInForce } from '@/db/queries/stops';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { principalOf, type System } from '@/lib/domain/actor';
import { stopEngagedEvidence, stopReleasedEvidence } from '@/lib/domain/evidence/stop-evidence';
import { everything } from '@/lib/domain/limits/stop';

const whole = { scope: 'global', subject: everything } as const;
const subjectName = 'installation';
const byName = 'the operator';

/**
 * Records in one tenant that the installation was stopped. The switch itself was moved before, for all at once: a tenant
 * whose log cannot be written is stopped all the same.
 */
export async function recordGlobalStop(operator: System, reason: string): Promise<void> {
  await withTenant(operator, async (tx) => {
    if (await stopInForce(tx, whole)) return;
    const by = { kind: operator.kind, id: principalOf(operator) };
    const stop = { id: newId('stp'), engaged_at: now(), reason, salt: newSalt() };
    await insertStop(tx, {
      ...whole,
      ...stop,
      subject_name: subjectName,
      engaged_by: by.id,
      engaged_by_name: byName,
    });
    const { id: stopId, engaged_at: at, salt } = stop;
    const record = { id: newId('evd'), tenant: tx.tenantId, stopId, by, at, reason, salt };
    tx.record(stopEngagedEvidence({ ...record, scope: whole.scope, stopped: everything }));
  });
}

/** Records in one tenant that the installation goes on. */
export async function recordGlobalRelease(operator: System, reason: string): Promise<void> {
  await withTenant(operator, async (tx) => {
    const found = await stopInForce(tx, whole);
    if (found === null) return;
    const by = { kind: operator.kind, id: principalOf(operator) };
    const at = now();
    const salt = newSalt();
    await markReleased(tx, found.id, { by: by.id, byName, at, reason, salt });
    tx.record(
      stopReleasedEvidence({ id: newId('evd'), tenant: tx.tenantId, stopId: found.id, by, at, reason, salt }),
    );
  });
}
