import type postgres from 'postgres';
import { newId } from '@/db/new-id';
import type { TestKey, TestTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import { digestOf } from '@/lib/domain/evidence/digest';
import type { Spec } from '@/lib/domain/resource/resource-kind';

/** A pending draft that the product itself would refuse to make, written as the owner of the tables. */
export async function seedDraft(
  owner: postgres.Sql,
  tenant: TestTenant,
  { agent }: TestKey,
  { spec, type = 'endpoint' }: { spec: Spec | null; type?: string },
) {
  const id = newId('drf');
  const proposedSpecDigest = digestOf(spec);
  await ownerIn(
    owner,
    tenant,
    (sql) => sql`insert into drafts (id, tenant_id, type, operation, channel, created_by_kind, created_by_id,
      created_by_name, created_at, expires_at, resource_name, environment, proposed_spec, proposed_spec_digest,
      correlation_id, summary, change_count, risk_tier) values (${id}, ${tenant.id}, ${type}, 'create', 'mcp', 'agent',
      ${agent.keyId}, 'bot', now(), now() + interval '1 hour', ${id.toLowerCase()}, 'dev',
      ${spec === null ? null : JSON.stringify(spec)}::text::json, ${proposedSpecDigest}, 'req_seed', '', 0, 'low')`,
  );
  return { id, proposedSpecDigest, lockVersion: 1 };
}
