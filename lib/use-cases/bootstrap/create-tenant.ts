import { randomBytes, randomUUID } from 'node:crypto';
import { violatedConstraint } from '@/db/faults';
import { newId } from '@/db/new-id';
import { insertTenant } from '@/db/queries/new-tenant';
import { type WriteTx, withTenant } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import { principalOf, type Role, type System } from '@/lib/domain/actor';
import { tenantCreatedEvidence } from '@/lib/domain/evidence/tenant-created-evidence';
import { hashPassword } from '@/lib/domain/people/password';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { issueKeyIn, type OperatorGrant } from '../keys/issue-key-for';
import { addPerson } from '../people/add-person';

export type NewAccount = { name: string; email: string; role: Role; password: string };
export type TenantPlan = {
  name: string;
  people: readonly NewAccount[];
  /** A key for the first agent, owned by the person with this e-mail address. */
  agentKey: OperatorGrant | null;
};
export type CreatedTenant = { tenantId: string; agentToken: string | null };

/**
 * Makes a tenant with its log, its stop switch, its people and its agent key: all of it or nothing. `beforeCommit` runs
 * last; if it throws nothing was made.
 */
export async function createTenant(
  plan: TenantPlan,
  beforeCommit: (created: CreatedTenant) => void = () => {},
): Promise<Result<CreatedTenant>> {
  const hashed = await Promise.all(
    plan.people.map(async (account) => ({
      ...account,
      id: newId('usr'),
      hash: await hashPassword(account.password, randomBytes(16)),
    })),
  );
  const actor: System = { kind: 'system', tenantId: randomUUID(), name: 'bootstrap' };
  try {
    const { value } = await withTenant(actor, async (tx) => {
      const at = now();
      await insertTenant(tx, {
        name: plan.name,
        draft_ttl_hours: config().draftTtlHours,
        expired_retention_days: config().expiredRetentionDays,
        created_at: at,
      });
      const creation = { createdBy: principalOf(actor), createdAt: at };
      tx.record(tenantCreatedEvidence({ id: newId('evd'), tenant: tx.tenantId, ...creation }));
      for (const account of hashed) await insertAccount(tx, actor, account);
      const created = { tenantId: tx.tenantId, agentToken: await firstToken(tx, actor, plan.agentKey) };
      beforeCommit(created);
      return created;
    });
    return accept(value);
  } catch (fault) {
    return refuseTaken(fault);
  }
}

async function insertAccount(
  tx: WriteTx,
  actor: System,
  { id, name, email, role, hash }: NewAccount & { id: string; hash: string },
): Promise<void> {
  const account = { password_hash: hash, oidc_issuer: null, oidc_subject: null, created_at: now() };
  await addPerson(tx, actor, { id, email, name, role, ...account }, null);
}

async function firstToken(tx: WriteTx, actor: System, plan: OperatorGrant | null): Promise<string | null> {
  if (plan === null) return null;
  const issued = await issueKeyIn(tx, actor, plan);
  if (!issued.ok) throw new Error(`the first key was refused: ${issued.refusal.code}`);
  return issued.value.token;
}

function refuseTaken(fault: unknown): Result<CreatedTenant> {
  const taken = { tenants_name_key: 'There is already a tenant of this name.', users_email_key: emailTaken };
  const violated = violatedConstraint(fault);
  if (violated === 'tenants_name_key' || violated === 'users_email_key') {
    return refuse('RESOURCE_NAME_CONFLICT', taken[violated]);
  }
  throw fault;
}

const emailTaken = 'Another account already uses this e-mail address.';
