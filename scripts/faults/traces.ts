import { type TenantTx, withTenantRead } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import type { Act } from './act';

/** What an act leaves, by its place: how often it is there. */
export type Traces = Readonly<Record<string, number>>;

export type Named = { act: Act; name: string; key: string };

/** What is stored of an act on the draft of this resource name. */
export async function tracesOf(system: System, { act, name, key }: Named): Promise<Traces> {
  return withTenantRead(system, async (tx) => {
    const [draft] = await tx.sql<{ id: string; status: string }[]>`
      select id, status from drafts where tenant_id = current_tenant() and resource_name = ${name}`;
    const id = draft?.id ?? '';
    const event = { create: 'draft_created', apply: 'draft_applied', discard: 'draft_discarded' }[act];
    const isThere = act === 'create' ? draft !== undefined : `draft_${draft?.status}` === event;
    return {
      draft: Number(isThere),
      ...(await recordsOf(tx, { id, event, key })),
      ...(act === 'apply' ? await productionOf(tx, id) : {}),
      ...(act === 'create' ? {} : await decisionOf(tx, { id, event })),
    };
  });
}

async function recordsOf({ sql }: TenantTx, { id, event, key }: { id: string; event: string; key: string }) {
  const [row] = await sql<{ evidence: number; answer: number }[]>`
    select
      (select count(*)::int from log_leaves where tenant_id = current_tenant() and subject = ${id} and event = ${event})
        as evidence,
      (select count(*)::int from idempotency_keys where tenant_id = current_tenant() and key = ${key}
        and response is not null) as answer`;
  return row;
}

async function productionOf({ sql }: TenantTx, id: string) {
  const [row] = await sql<{ resource: number; version: number; outbox: number }[]>`
    select
      (select count(*)::int from endpoints where tenant_id = current_tenant() and created_from_draft = ${id}) as resource,
      (select count(*)::int from endpoint_versions where tenant_id = current_tenant() and draft_id = ${id}) as version,
      (select count(*)::int from deliveries where tenant_id = current_tenant() and draft_id = ${id}) as outbox`;
  return row;
}

/** What a decision leaves besides: what the person had before them, and both in the audit events of people. */
async function decisionOf({ sql }: TenantTx, { id, event }: { id: string; event: string }) {
  const [row] = await sql<{ audit: number; seen: number; audit_of_seen: number }[]>`
    select count(*) filter (where type = ${event})::int as audit,
      (select count(*)::int from log_leaves
        where tenant_id = current_tenant() and subject = ${id} and event = 'draft_viewed') as seen,
      count(*) filter (where type = 'draft_viewed')::int as audit_of_seen
    from audit_events where tenant_id = current_tenant() and subject = ${id}`;
  return row;
}

/** Whether all of an act is stored or none of it; else what is stored and how often. */
export function extentOf(traces: Traces): string {
  const counts = Object.values(traces);
  if (counts.length > 1 && counts.every((count) => count === 1)) return 'all';
  if (counts.every((count) => count === 0)) return 'nothing';
  return Object.entries(traces)
    .map(([where, count]) => `${where} ${count}`)
    .join(', ');
}
