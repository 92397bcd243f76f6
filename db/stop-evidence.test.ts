import { expect, it } from 'vitest';
import { newId, newSalt } from '@/db/new-id';
import { insertStop } from '@/db/queries/stops';
import { type WriteTx, withTenant } from '@/db/tenant';
import { makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { stopEngagedEvidence } from '@/lib/domain/evidence/stop-evidence';
import type { TenantScope } from '@/lib/domain/limits/stop';

const person = await makePerson(await makeTenant(), 'operator');
const human = await makeSession(person);
const at = new Date();
const salt = newSalt();

const stop = (tx: WriteTx, id: string) =>
  insertStop(tx, {
    id,
    scope: 'run',
    subject: id,
    subject_name: id,
    engaged_by: human.userId,
    engaged_by_name: human.name,
    engaged_at: at,
    reason: '',
    salt,
  });

const say = (tx: WriteTx, stopId: string, scope: TenantScope, id = human.userId) =>
  tx.record(
    stopEngagedEvidence({
      id: newId('evd'),
      tenant: tx.tenantId,
      stopId,
      by: { kind: 'human', id },
      at,
      scope,
      stopped: stopId,
      reason: '',
      salt,
    }),
  );

it('a stop is committed beside a leaf that says the same', async () => {
  const id = newId('stp');
  const stopping = withTenant(human, async (tx) => {
    await stop(tx, id);
    say(tx, id, 'run');
  });
  await expect(stopping).resolves.toMatchObject({ evidence: [{ event: 'stop_engaged' }] });
});

it.each([
  ['says another scope', (tx: WriteTx, id: string) => say(tx, id, 'tenant')],
  ['names somebody else', (tx: WriteTx, id: string) => say(tx, id, 'run', 'usr_somebody')],
  ['is missing', () => undefined],
])('and not when the leaf %s', async (_, leave) => {
  const id = newId('stp');
  const stopping = withTenant(human, async (tx) => {
    await stop(tx, id);
    leave(tx, id);
  });
  await expect(stopping).rejects.toThrow('without evidence');
});

it('nor beside a leaf of an earlier transaction', async () => {
  const id = newId('stp');
  await withTenant(human, async (tx) => say(tx, id, 'run'));
  await expect(withTenant(human, (tx) => stop(tx, id))).rejects.toThrow('without evidence');
});
