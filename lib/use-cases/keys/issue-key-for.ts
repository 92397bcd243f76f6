import { personByEmail } from '@/db/queries/people';
import { type WriteTx, withTenant } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import { type KeyTerms, keyRate, leastTerms } from '@/lib/domain/keys/key-terms';
import type { Scope } from '@/lib/domain/keys/scope';
import { dataClasses } from '@/lib/domain/policy/data-class';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import type { Environment } from '@/lib/domain/resource/resource-kind';
import { issueIn } from './issue-in';

/** A key as the operator at the terminal says it: the scopes are said, and nothing else narrows it. */
export type OperatorGrant = {
  name: string;
  agentIdentity: string;
  ownerEmail: string;
  purpose: string;
  environment: Environment;
  /** True of the first key of an installation alone. */
  everyEnvironment?: boolean;
  scopes: readonly Scope[];
  days: number;
  /** How many of its drafts may wait at once. */
  maxPendingDrafts: number;
};

/** Issues an agent key owned by a person of the tenant, for the operator at the terminal. The token is shown once. */
export async function issueKeyFor(
  operator: System,
  grant: OperatorGrant,
): Promise<Result<{ id: string; token: string }>> {
  const { value } = await withTenant(operator, (tx) => issueKeyIn(tx, operator, grant));
  return value;
}

/** The same inside the caller's transaction. */
export async function issueKeyIn(
  tx: WriteTx,
  operator: System,
  { ownerEmail, scopes, maxPendingDrafts, everyEnvironment = false, ...rest }: OperatorGrant,
): Promise<Result<{ id: string; token: string }>> {
  const owner = await personByEmail(tx, ownerEmail);
  if (owner === null) return refuse('RESOURCE_NOT_FOUND', 'This tenant has nobody with that e-mail address.');
  const terms: KeyTerms = {
    ...leastTerms,
    scopes: [...scopes],
    rate_limit_per_min: keyRate.most,
    burst: keyRate.most,
    max_pending_drafts: maxPendingDrafts,
    data_classes: [...dataClasses],
  };
  const issued = await issueIn(tx, operator, { ...rest, ownerId: owner.id, everyEnvironment, terms });
  return issued.ok ? accept({ id: issued.value.id, token: issued.value.token }) : issued;
}
