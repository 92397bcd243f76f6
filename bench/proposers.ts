import { type BenchTenant, makeTenant } from '@/bench/tenants';
import type { Change } from '@/db/commit-together';
import { newId } from '@/db/new-id';
import type { NewDraft } from '@/db/queries/draft-row';
import type { DraftToStore } from '@/db/queries/drafts-together';
import { withTenantRead } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';
import { parseProposal } from '@/lib/domain/draft/proposal';
import { createdEvidence } from '@/lib/domain/evidence/created-evidence';
import type { Leaf } from '@/lib/domain/evidence/leaf';
import { kindOf } from '@/lib/domain/resource/registry';
import { readyDraft } from '@/lib/use-cases/drafts/propose-draft';
import { authenticateKey } from '@/lib/use-cases/keys/authenticate-key';

/** An agent of a tenant of its own, and a proposal of it that was read and is ready to be stored. */
export type Proposer = { agent: Agent; tenant: BenchTenant; row: NewDraft; created: Leaf };

/** Makes a tenant whose agent proposes. The name must be new. */
export async function makeProposer(name: string): Promise<Proposer> {
  const tenant = await makeTenant(name);
  const known = await authenticateKey(tenant.agentKey);
  if (!known.ok) throw new Error(known.refusal.message);
  const agent = known.value;
  const kind = kindOf('endpoint');
  if (kind === null) throw new Error('no endpoints');
  const proposal = parseProposal(kind, { spec, rationale: 'Measures this installation' });
  if (!proposal.ok) throw new Error(proposal.refusal.message);
  const request = { correlationId: 'req_bench', channel: 'mcp' } as const;
  const ready = await withTenantRead(agent, (tx) =>
    readyDraft(tx, { actor: agent, proposal: proposal.value, follows: null, request }),
  );
  if (!ready.ok || ready.value.stored === null) throw new Error('the proposal is not ready');
  return { agent, tenant, ...ready.value.stored };
}

const spec = {
  name: 'orders',
  provider_template: 'stripe',
  target_url: 'https://hooks.acme.com/orders',
  verification: { method: 'provider_default', secret_ref: 'secret://vault/acme/stripe#signing_secret' },
  environment: 'prod',
};

/** The proposal once more, as another draft of another resource. */
export function changeOf({ agent, row }: Proposer): Change<DraftToStore> {
  const id = newId('drf');
  const draft = { ...row, id, resource_name: `bench-${id}`, created_at: new Date() };
  const leaf = createdEvidence({
    id: newId('evd'),
    tenant: agent.tenantId,
    draftId: id,
    type: draft.type,
    createdBy: { kind: 'agent', id: agent.keyId, name: agent.name },
    channel: draft.channel,
    createdAt: draft.created_at,
    proposedSpecDigest: draft.proposed_spec_digest,
    follows: null,
  });
  return { row: { draft, key: null }, leaf };
}
