import { newId } from '@/db/new-id';
import { isFirstRefusal } from '@/db/queries/refusal-marks';
import { withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Service, System } from '@/lib/domain/actor';
import { refusedEvidence } from '@/lib/domain/evidence/refused-evidence';
import { leavesPerHour } from './refuse-agent-apply';

/**
 * Leaves evidence that somebody with a good service credential tried to apply, as `refuseAgentApply` does for a key. The
 * product writes it: a service's own transaction can write nothing.
 */
export async function refuseServiceApply(service: Service, subject: string): Promise<void> {
  const { tenantId, credentialId } = service;
  const door: System = { kind: 'system', tenantId, name: 'door' };
  await withTenant(door, async (tx) => {
    const mark = { principal: credentialId, code: 'HUMAN_IDENTITY_REQUIRED', subject, now: now() };
    if (!(await isFirstRefusal(tx, mark, leavesPerHour))) return;
    tx.record(
      refusedEvidence({
        id: newId('evd'),
        tenant: tenantId,
        draftId: subject,
        attemptedBy: { kind: 'service', id: credentialId },
        attemptedAt: now(),
        codes: ['HUMAN_IDENTITY_REQUIRED'],
      }),
    );
  });
}
