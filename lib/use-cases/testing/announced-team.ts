import postgres from 'postgres';
import { inject } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { listDeliveries } from '@/lib/use-cases/deliveries/list-deliveries';
import { setControlPlane } from '@/lib/use-cases/deliveries/set-control-plane';
import { showDelivery } from '@/lib/use-cases/deliveries/show-delivery';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

/** A tenant that announces its changes to `url`, a person who applies them, and what a test does with both. */
export async function makeAnnouncedTeam(url: string) {
  const owner = postgres(inject('ownerUrl'), { max: 1 });
  const tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  const reviewer = await makeSession(person);
  const { agent } = await makeKey(person);
  const plane = accepted(await setControlPlane({ ...tenant.system, name: 'operator' }, url));
  const asOwner = <T>(run: (sql: postgres.TransactionSql) => Promise<T>) =>
    owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${tenant.id}, true)`;
      return run(sql);
    });
  return {
    tenant,
    person,
    reviewer,
    agent,
    secret: plane.secret ?? '',
    asOwner,
    /** Proposes and applies one change of an endpoint. */
    change: async (over: Spec, rest: Record<string, unknown> = {}) =>
      accepted(await apply(reviewer, await propose(agent, over, rest))),
    deliveries: async () => accepted(await listDeliveries(reviewer, { limit: 100 })).items,
    attempts: async (id: string) => accepted(await showDelivery(reviewer, id)).attempts,
    /** Makes what waits for a later attempt due at once. */
    makeDue: () =>
      asOwner((sql) => sql`update deliveries set next_attempt_at = now() where finished_at is null`),
    /** As if the process that holds a lease had been gone for long. */
    endLeases: () =>
      asOwner((sql) => sql`update deliveries set leased_until = now() where lease is not null`),
    close: () => owner.end(),
  };
}
