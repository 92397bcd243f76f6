import { newId, newSalt } from '@/db/new-id';
import { moveSwitch, takeSwitches } from '@/db/queries/kill-switch';
import { findStop, markReleased } from '@/db/queries/stops';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Human, principalOf, type System } from '@/lib/domain/actor';
import { stopReleasedEvidence } from '@/lib/domain/evidence/stop-evidence';
import type { Stop } from '@/lib/domain/limits/stop';
import { type KeptStop, keepStop, reviveStop } from '@/lib/domain/limits/stop-json';
import { resumesAgents } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { actOnce } from '../once';
import { personStands } from '../person-stands';

export type ReleaseInput = {
  stopId: string;
  reason: string;
  /** The name of what is resumed, as the person typed it. */
  confirm: string;
  idempotencyKey: string | null;
};

export type Released = { stop: Stop; replayed: boolean };

/** Ends a stop, slowly: an operator or an admin, with a reason, who has typed the name of what goes on. */
export async function releaseStop(
  actor: Human | System,
  { idempotencyKey: key, ...input }: ReleaseInput,
): Promise<Result<Released>> {
  const result = await actOnce(
    actor,
    { operation: 'stop_release', key, request: input },
    (tx) => end(tx, actor, input),
    (tx) => (actor.kind === 'human' ? personStands(tx, actor, resumesAgents) : Promise.resolve(null)),
  );
  if (!result.ok) return result;
  return accept({ stop: reviveStop(result.value.kept), replayed: result.value.replayed });
}

async function end(
  tx: WriteTx,
  actor: Human | System,
  { stopId, reason, confirm }: Omit<ReleaseInput, 'idempotencyKey'>,
): Promise<Result<KeptStop>> {
  await takeSwitches(tx);
  const found = await findStop(tx, stopId);
  if (found === null || found.released) {
    return refuse('RESOURCE_NOT_FOUND', 'There is no such stop, or it is over.', {
      hint: 'Look at what is stopped: GET /api/v1/stops.',
    });
  }
  if (found.scope === 'global') {
    return refuse('ROLE_REQUIRED', 'The operator of the installation stopped everything, and resumes it.', {
      hint: 'Ask them to run: npm run admin -- resume',
    });
  }
  if (confirm.trim() !== found.subjectName) return otherName();
  const at = now();
  const by = principalOf(actor);
  const salt = newSalt();
  const released = await markReleased(tx, stopId, { by, byName: actor.name, at, reason, salt });
  if (released === null) throw new Error('the locked stop was not in force');
  await moveSwitch(tx, found, null);
  const who = { kind: actor.kind, id: by };
  tx.record(
    stopReleasedEvidence({ id: newId('evd'), tenant: tx.tenantId, stopId, by: who, at, reason, salt }),
  );
  return accept(keepStop(released));
}

const otherName = () =>
  refuse('VALIDATION_FAILED', 'The name is not the one of what is stopped. Nothing was resumed.', {
    issues: [
      {
        path: 'confirm',
        code: 'invalid_value',
        message: 'Type the name of what is resumed, as the stop says it.',
      },
    ],
  });
