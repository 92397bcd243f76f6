import { newId, newSalt } from '@/db/new-id';
import { moveSwitch, takeSwitches } from '@/db/queries/kill-switch';
import { insertStop, nameOfKey, stopInForce } from '@/db/queries/stops';
import { tenantName } from '@/db/queries/tenants';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Human, principalOf, type System } from '@/lib/domain/actor';
import { toolNames } from '@/lib/domain/authority/tool-names';
import { stopEngagedEvidence } from '@/lib/domain/evidence/stop-evidence';
import { everything, type Stop, type TenantScope } from '@/lib/domain/limits/stop';
import { type KeptStop, keepStop, reviveStop } from '@/lib/domain/limits/stop-json';
import { stopsAgents } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { actOnce } from '../once';
import { personStands } from '../person-stands';

export type StopInput = {
  scope: TenantScope;
  /** Nothing for a tenant. */
  subject: string | null;
  reason: string;
  idempotencyKey: string | null;
};

/** `repeated`: it was stopped already, and nothing has changed. */
export type Stopped = { stop: Stop; repeated: boolean; replayed: boolean };
type Kept = { stop: KeptStop; repeated: boolean };

/**
 * Stops a tenant, a key, a tool or a run: one action, no reason needed. Durable when it returns, and read by every request
 * from then on; no apply that it covers starts after it.
 */
export async function engageStop(
  actor: Human | System,
  { idempotencyKey: key, ...input }: StopInput,
): Promise<Result<Stopped>> {
  const result = await actOnce(
    actor,
    { operation: 'stop', key, request: input },
    (tx) => engage(tx, actor, input),
    (tx) => (actor.kind === 'human' ? personStands(tx, actor, stopsAgents) : Promise.resolve(null)),
  );
  if (!result.ok) return result;
  const { kept, replayed } = result.value;
  return accept({ stop: reviveStop(kept.stop), repeated: kept.repeated, replayed });
}

async function engage(
  tx: WriteTx,
  actor: Human | System,
  { scope, subject: named, reason }: Omit<StopInput, 'idempotencyKey'>,
): Promise<Result<Kept>> {
  await takeSwitches(tx);
  const subject = scope === 'tenant' ? everything : (named ?? '');
  const subjectName = await nameOf(tx, scope, subject);
  if (subjectName === null) return unknownSubject(scope);
  const inForce = await stopInForce(tx, { scope, subject });
  if (inForce) return accept({ stop: keepStop(inForce), repeated: true });
  const at = now();
  const by = principalOf(actor);
  const id = newId('stp');
  const salt = newSalt();
  const engaged = await insertStop(tx, {
    id,
    scope,
    subject,
    subject_name: subjectName,
    engaged_by: by,
    engaged_by_name: actor.name,
    engaged_at: at,
    reason,
    salt,
  });
  await moveSwitch(tx, { scope, subject }, { stopId: id, by, at });
  tx.record(
    stopEngagedEvidence({
      id: newId('evd'),
      tenant: tx.tenantId,
      stopId: id,
      by: { kind: actor.kind, id: by },
      at,
      scope,
      stopped: subject,
      reason,
      salt,
    }),
  );
  return accept({ stop: keepStop(engaged), repeated: false });
}

/** What people call it; null for a key or a tool that does not exist: a stop with a slip of the pen stops nothing. */
async function nameOf(tx: WriteTx, scope: TenantScope, subject: string): Promise<string | null> {
  switch (scope) {
    case 'tenant':
      return tenantName(tx);
    case 'key':
      return nameOfKey(tx, subject);
    case 'tool':
      return toolNames.has(subject) ? subject : null;
    case 'run':
      return subject;
  }
}

const unknownSubject = (scope: TenantScope) =>
  refuse('RESOURCE_NOT_FOUND', `This tenant has no such ${scope}. Nothing was stopped.`, {
    hint: 'Check the name, or stop the whole tenant.',
  });
