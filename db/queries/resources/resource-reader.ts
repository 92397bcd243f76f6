import type { TenantTx } from '@/db/tenant';
import type { LiveResource } from '@/lib/domain/draft/apply/base-moved';
import type { DraftLife } from '@/lib/domain/draft/lifecycle';
import type { Spec } from '@/lib/domain/resource/resource-kind';

/** A live resource of any kind, with its spec. */
export type LiveSpec = NonNullable<LiveResource> & { spec: Spec };

/** What a proposal is measured against. `hosts`: those that live resources send to, with how many use each. */
export type ProposalContext = {
  live: LiveSpec | null;
  hosts: Map<string, number>;
  /** A person has decided a draft of this principal. */
  decidedBefore: boolean;
  life: DraftLife;
};

/** How the rows of one kind are read. Every kind that can be proposed has one. */
export type ResourceReader = {
  findLive: (tx: TenantTx, name: string) => Promise<LiveSpec | null>;
  /** The spec that one version set; null when that version was a delete, or is not there. */
  specAt: (tx: TenantTx, resourceId: string, version: number) => Promise<Spec | null>;
  /** The hosts that live resources of the tenant send to, with how many use each. */
  knownHosts: (tx: TenantTx) => Promise<ReadonlyMap<string, number>>;
  /** The tenant as one proposal of one principal meets it. */
  proposalContext: (tx: TenantTx, name: string, principal: string) => Promise<ProposalContext>;
};
