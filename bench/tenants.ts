import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';
import { keyPending } from '@/lib/domain/keys/key-terms';
import { scopes } from '@/lib/domain/keys/scope';
import { createTenant } from '@/lib/use-cases/bootstrap/create-tenant';

/** A tenant with one reviewer, who owns the one agent key. */
export type BenchTenant = { id: string; email: string; password: string; agentKey: string };

/** The addresses of the embedded database of a running product. */
export function databaseUrls(dataDir: string): { app: string; superuser: string } {
  const record = readRecord(dataDir);
  if (record === null) throw new Error('the product has no embedded database');
  return {
    app: roleUrl('app', record.appPassword, record.port),
    superuser: roleUrl('postgres', record.superuserPassword, record.port),
  };
}

/** Lets the use cases of this process work on a product's database. Comes before their first query. */
export function useDatabaseOf(dataDir: string): void {
  process.env['DATABASE_URL'] = databaseUrls(dataDir).app;
}

/** Makes a tenant as the product does. The name must be new. */
export async function makeTenant(name: string): Promise<BenchTenant> {
  const email = `reviewer@${name}.example`;
  const password = randomBytes(18).toString('base64url');
  const created = await createTenant({
    name,
    people: [{ name: 'Bench Reviewer', email, role: 'reviewer', password }],
    agentKey: {
      name: 'bench-bot',
      agentIdentity: 'bench-bot',
      ownerEmail: email,
      purpose: 'Measures this installation',
      environment: 'prod',
      scopes,
      days: 1,
      maxPendingDrafts: keyPending.most,
    },
  });
  if (!created.ok) throw new Error(`${created.refusal.code}: ${created.refusal.message}`);
  const { tenantId, agentToken } = created.value;
  if (agentToken === null) throw new Error('the tenant has no agent key');
  return { id: tenantId, email, password, agentKey: agentToken };
}

/**
 * Sets every key's limits so high that a load reaches none of them, as superuser: they go on being counted at every request,
 * and no operator could set them so.
 */
export async function liftLimits(superuserUrl: string): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1 });
  try {
    await sql`
      alter table agent_keys drop constraint if exists agent_keys_max_pending_drafts_check,
        drop constraint if exists agent_keys_refusals_per_min_check`;
    await sql`
      update agent_keys set rate_limit_per_min = 1000000, burst = 1000000, max_pending_drafts = 100000,
        refusals_per_min = 1000000`;
  } finally {
    await sql.end();
  }
}
