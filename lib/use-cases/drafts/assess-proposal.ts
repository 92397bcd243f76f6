import { readerOf } from '@/db/queries/resources/resource-read';
import type { LiveSpec } from '@/db/queries/resources/resource-reader';
import { waitingDrafts } from '@/db/queries/waiting-drafts';
import type { TenantTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { type Agent, type Human, principalOf } from '@/lib/domain/actor';
import { type Appraisal, appraise } from '@/lib/domain/draft/appraise';
import type { Base, DraftSummary, Follows } from '@/lib/domain/draft/draft';
import { lifeOf } from '@/lib/domain/draft/lifecycle';
import type { Proposal } from '@/lib/domain/draft/proposal';
import { type Client, clientFlags, saidOf } from '@/lib/domain/draft/said-of';
import { isSameProposal, type WaitingDraft } from '@/lib/domain/draft/same-proposal';
import { isTextFlag } from '@/lib/domain/draft/text-flags';
import { type Twin, twinWords } from '@/lib/domain/draft/twin';
import { digestOf } from '@/lib/domain/evidence/digest';
import { outsideGrant } from '@/lib/domain/keys/proposal-scope';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import type { Environment } from '@/lib/domain/resource/resource-kind';
import { strictestEnvironment } from '@/lib/domain/resource/strictest-environment';
import { needsScope } from '../needs-scope';

/** What a proposal means for the tenant as it is now. */
export type Assessment = {
  base: Base;
  proposedSpecDigest: string;
  environment: Environment;
  ttlHours: number;
  appraisal: Appraisal;
  /** The draft by which this proposer has proposed just this already, and which waits for a decision. */
  duplicate: DraftSummary | null;
  /** Other drafts that wait for a decision on the same resource: somebody else's, or not the same. */
  twins: readonly Twin[];
};

/** How many other drafts of the resource a proposer is told of. */
const twinsNamed = 5;

/** Binds a proposal to its base and says in words and flags what it would change. Writes nothing. */
export async function assess(
  tx: TenantTx,
  actor: Agent | Human,
  proposal: Proposal,
  { follows = null, client }: { follows?: Follows; client?: Client | undefined } = {},
): Promise<Result<Assessment>> {
  const reader = readerOf(proposal.kind.name);
  if (reader === null) throw new Error(`no table for ${proposal.kind.name}`);
  const { name, operation, spec } = proposal;
  const { name: type } = proposal.kind;
  const principal = principalOf(actor);
  const [found, waiting] = await Promise.all([
    reader.proposalContext(tx, name, principal),
    waitingDrafts(tx, { type, name }, principal, now()),
  ]);
  const { live, hosts, decidedBefore } = found;
  const specs = specsOf(proposal, live);
  const base = baseWithin(actor, proposal, live);
  if (!base.ok) return base;
  const hours = lifeOf(proposal.ttlHours, found.life);
  if (!hours.ok) return hours;

  const appraisal = appraise(proposal.kind, operation, specs, {
    knownHosts: hosts,
    firstDraftOfAgent: actor.kind === 'agent' && !decidedBefore,
    said: saidOf(proposal),
    carried: clientFlags(client),
  });
  if (operation === 'update' && appraisal.changes.changed.length === 0) return changesNothing;
  const proposedSpecDigest = digestOf(spec);
  const identity = { principal, operation, proposedSpecDigest, base: base.value, follows };
  const duplicate = waiting.find((draft) => isSameProposal(draft, identity)) ?? null;
  return accept({
    base: base.value,
    proposedSpecDigest,
    environment: strictestEnvironment(proposal.kind, specs),
    ttlHours: hours.value,
    appraisal,
    duplicate,
    twins: newestFirst(waiting.filter((draft) => draft !== duplicate)).slice(0, twinsNamed),
  });
}

const newestFirst = (drafts: readonly WaitingDraft[]): WaitingDraft[] =>
  drafts.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());

const specsOf = ({ operation, spec }: Proposal, live: LiveSpec | null) => ({
  before: live?.spec ?? null,
  after: operation === 'delete' ? null : spec,
});

const changesNothing = refuse('VALIDATION_FAILED', 'This spec changes nothing: it equals the live one.', {
  hint: 'Nothing is left to propose, unless another field should change.',
  issues: [{ path: 'spec', code: 'no_change', message: 'Equals the live spec.' }],
});

/**
 * What a proposer should know before it waits. Of a flag its title only: what it found may name what this key cannot read;
 * and another draft by its id only where the key may read drafts.
 */
export function warningsOf(
  actor: Agent | Human,
  proposal: Proposal,
  { appraisal, duplicate, twins, proposedSpecDigest }: Assessment,
): string[] {
  const { operation, name: resourceName } = proposal;
  const own = { operation, resourceName, proposedSpecDigest };
  const reads = needsScope(actor, 'mcp:read:drafts') === null;
  const flagged = appraisal.flags.filter(({ tier, code }) => tier === 'high' || isTextFlag(code));
  return [
    ...proposal.warnings,
    ...flagged.map(({ title }) => `Expect a slow review: ${title}.`),
    ...(duplicate
      ? [`You proposed this before: ${duplicate.id} waits for a decision, and nothing new is made.`]
      : []),
    ...twins.map((twin) => `${reads ? twin.id : 'Another pending draft'} ${twinWords(twin, own)}.`),
  ];
}

/** The base, where what is live and what is proposed both lie within what an agent's key is for. */
function baseWithin(actor: Agent | Human, proposal: Proposal, live: LiveSpec | null): Result<Base> {
  const base = baseFor(proposal, live);
  if (!base.ok || actor.kind === 'human') return base;
  const outside = outsideGrant(actor.grant, proposal.kind, specsOf(proposal, live));
  return outside ? { ok: false, refusal: outside } : base;
}

function baseFor({ operation, baseVersion, name }: Proposal, live: LiveSpec | null): Result<Base> {
  if (operation === 'create') {
    if (live === null && baseVersion === null) return accept({ state: 'absent' });
    if (live === null) return refuse('VALIDATION_FAILED', 'A create has no base_version.', noBase);
    return refuse('RESOURCE_NAME_CONFLICT', `An endpoint named ${name} exists, at version ${live.version}.`, {
      hint: `Propose operation "update" with base_version ${live.version}, or choose another name.`,
    });
  }
  if (live === null) {
    return refuse('RESOURCE_NOT_FOUND', `No endpoint is named ${name}.`, { hint: unknownName[operation] });
  }
  if (baseVersion !== null && baseVersion !== live.version) {
    return refuse('BASE_CHANGED', `${name} is at version ${live.version}, not ${baseVersion}.`, {
      hint: `Read it again with endpoint_get and propose with base_version ${live.version}.`,
    });
  }
  return accept({
    state: 'present',
    resourceId: live.resourceId,
    version: live.version,
    digest: live.digest,
  });
}

const unknownName = {
  update: 'Use endpoint_list to see the names, or propose operation "create".',
  delete: 'Use endpoint_list to see the names. If this one was meant, it is gone already.',
} as const;

const noBase = {
  hint: 'Leave base_version out, or propose operation "update".',
  issues: [{ path: 'base_version', code: 'not_allowed', message: 'Leave it out for a create.' } as const],
};
