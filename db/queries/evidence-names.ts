import type { TenantTx } from '@/db/tenant';

export type DraftNames = {
  id: string;
  resource: string;
  proposer: string;
  decider: string | null;
  correlation: string;
};

/** What people call the drafts that evidence is about. The log holds ids alone, for it can never forget a name. */
export const draftNames = async ({ sql }: TenantTx, ids: readonly string[]): Promise<DraftNames[]> =>
  await sql<DraftNames[]>`
    select id, resource_name as resource, created_by_name as proposer, decided_by_name as decider,
      correlation_id as correlation
    from drafts where tenant_id = current_tenant() and id in ${sql([...ids])}`;

/** The names of people, keys and service credentials by their ids. */
export const actorNames = async ({ sql }: TenantTx, ids: readonly string[]) =>
  await sql<{ id: string; name: string }[]>`
    select id, name from users where tenant_id = current_tenant() and id in ${sql([...ids])}
    union all
    select id, agent_identity as name from agent_keys where tenant_id = current_tenant() and id in ${sql([...ids])}
    union all
    select id, name from service_credentials where tenant_id = current_tenant() and id in ${sql([...ids])}`;

export type ActorName = { id: string; name: string; kind: 'person' | 'agent' };

/** Who may be named in evidence: the tenant's people, then its agent keys, by name; at most 500 of each. */
export const namedActors = async ({ sql }: TenantTx): Promise<ActorName[]> =>
  await sql<ActorName[]>`
    (select id, name, 'person' as kind from users where tenant_id = current_tenant() order by name, id limit 500)
    union all
    (select id, agent_identity as name, 'agent' as kind from agent_keys where tenant_id = current_tenant()
     order by agent_identity, id limit 500)`;
