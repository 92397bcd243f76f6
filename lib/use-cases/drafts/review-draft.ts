import type { StoredDraft } from '@/db/queries/draft-row';
import { findDraft, trackRecordOf } from '@/db/queries/drafts';
import { listEvidence } from '@/db/queries/evidence';
import { seesStop } from '@/db/queries/kill-switch';
import { countDeciders, nameOfPerson } from '@/db/queries/people';
import { readerOf } from '@/db/queries/resources/resource-read';
import type { LiveSpec } from '@/db/queries/resources/resource-reader';
import { pendingTwins } from '@/db/queries/twins';
import { type TenantTx, withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { dryRun } from '@/lib/domain/draft/apply/dry-run';
import { verifyApply } from '@/lib/domain/draft/apply/verify-apply';
import { appraise } from '@/lib/domain/draft/appraise';
import { changesBetween } from '@/lib/domain/draft/changes';
import type { Draft } from '@/lib/domain/draft/draft';
import { statusNow } from '@/lib/domain/draft/lifecycle';
import type { Review } from '@/lib/domain/draft/review';
import { digestCode } from '@/lib/domain/evidence/digest';
import { isObject } from '@/lib/domain/json/read-value';
import { accept, type Result } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { visibleJson } from '@/lib/domain/text/visible-json';
import { needsScope } from '../needs-scope';
import { decisionsOn } from './decisions-on';
import { missingDraft } from './missing-draft';
import { movedFields } from './moved-fields';
import { flagContextOf } from './standing-risk';
import { ticksIn } from './ticks-in';
import { whoMayDecide } from './who-may-decide';

const monthMs = 30 * 24 * 60 * 60 * 1000;

/** Everything a decision needs to know of one draft, from the rows of one read-only transaction. */
export async function reviewDraft(actor: Agent | Human, draftId: string): Promise<Result<Review>> {
  const denied = needsScope(actor, 'mcp:read:drafts');
  if (denied) return denied;
  return withTenantRead(actor, async (tx) => {
    const draft = await findDraft(tx, draftId);
    return draft === null ? missingDraft(tx, draftId) : accept(await review(tx, actor, draft));
  });
}

async function review(tx: TenantTx, actor: Agent | Human, stored: StoredDraft): Promise<Review> {
  const at = now();
  const seen = await surroundings(tx, actor, stored, at);
  const draft: Draft = {
    ...stored,
    status: statusNow(stored, at),
    proposedSpec: isObject(stored.proposedSpec) ? stored.proposedSpec : {},
  };
  const checks = dryRun({ actor, draft: stored, now: at });
  const refusal = verifyApply({
    actor,
    draft: stored,
    now: at,
    seen: { digest: stored.proposedSpecDigest, lockVersion: stored.lockVersion },
    live: seen.live,
    moved: seen.moved,
    deciders: seen.deciders,
  });
  return {
    draft,
    ...whatItMeans(draft, seen),
    live: seen.live && {
      resourceId: seen.live.resourceId,
      version: seen.live.version,
      digest: seen.live.digest,
    },
    before: seen.before && { version: seen.before.version, json: visibleJson(seen.before.spec) },
    proposedJson: draft.operation === 'delete' ? '' : visibleJson(stored.proposedSpec),
    digestCode: digestCode(draft.proposedSpecDigest),
    checks,
    checkedAt: at,
    moved: seen.moved,
    proposer: proposerOf(draft, seen),
    evidence: seen.evidence.map(({ id, event, idx }) => ({ id, event, position: idx })).toReversed(),
    twins: draft.status === 'pending' ? seen.twins : [],
    acknowledgedFlags: ticksIn(seen.evidence),
    ...decisionsOn({ actor, draft, refusal, stopped: seen.stopped, deciders: seen.deciders }),
    mayDecide: seen.mayDecide,
    ownAgent: actor.kind === 'human' && draft.humanOwnerId === actor.userId,
  };
}

type Surroundings = Awaited<ReturnType<typeof surroundings>>;

function whatItMeans(
  draft: Draft,
  { before, after, hosts, decided }: Surroundings,
): Pick<Review, 'title' | 'changes' | 'flags' | 'riskTier'> {
  const kind = kindOf(draft.type);
  if (kind === null) {
    const changes = { changed: [], unchanged: [] };
    return { title: { text: draft.summary }, changes, flags: [], riskTier: draft.riskTier };
  }
  const specs = { before: before?.spec ?? null, after };
  const title = kind.title(specs.before, specs.after, draft.resourceName);
  if (decided) {
    const flags = draft.flagsWhenProposed;
    const changes = changesBetween(kind, specs.before, specs.after, flags);
    return { title, changes, flags, riskTier: draft.riskTier };
  }
  const { changes, flags, riskTier } = appraise(kind, draft.operation, specs, flagContextOf(draft, hosts));
  return { title, changes, flags, riskTier };
}

const proposerOf = ({ createdBy }: Draft, { owner, record }: Surroundings): Review['proposer'] => ({
  agent: createdBy.name,
  keyId: createdBy.kind === 'agent' ? createdBy.id : null,
  owner,
  record,
});

async function surroundings(tx: TenantTx, actor: Agent | Human, draft: StoredDraft, at: Date) {
  const reader = readerOf(draft.type);
  const [
    found,
    hosts = new Map<string, number>(),
    record,
    owner,
    evidence,
    twins,
    deciders,
    stopped,
    mayDecide,
  ] = await Promise.all([
    reader?.findLive(tx, draft.resourceName),
    reader?.knownHosts(tx),
    trackRecordOf(tx, draft.createdBy.id, new Date(at.getTime() - monthMs)),
    draft.humanOwnerId === null ? null : nameOfPerson(tx, draft.humanOwnerId),
    listEvidence(tx, { draftId: draft.id, limit: 50 }),
    pendingTwins(tx, draft, at),
    actor.kind === 'human' ? countDeciders(tx) : 0,
    actor.kind === 'human' ? seesStop(tx) : false,
    actor.kind === 'human' && draft.status === 'pending' ? whoMayDecide(tx, draft.createdBy.id) : null,
  ]);
  const live = found ?? null;
  return {
    live,
    hosts,
    record,
    owner,
    evidence,
    twins,
    deciders,
    stopped,
    mayDecide,
    ...(await sidesOf(tx, draft, live)),
  };
}

/** What to compare: a pending draft with the live resource, a decided one with the base it was decided on. */
async function sidesOf(tx: TenantTx, draft: StoredDraft, live: LiveSpec | null) {
  const decided = draft.status !== 'pending';
  return {
    decided,
    before: decided ? await sideAt(tx, draft) : live && { version: live.version, spec: live.spec },
    after: draft.operation === 'delete' || !isObject(draft.proposedSpec) ? null : draft.proposedSpec,
    moved: decided ? [] : await movedFields(tx, draft, live),
  };
}

async function sideAt(
  tx: TenantTx,
  { type, base }: StoredDraft,
): Promise<{ version: number; spec: Spec } | null> {
  if (base.state === 'absent') return null;
  const spec = await readerOf(type)?.specAt(tx, base.resourceId, base.version);
  return spec ? { version: base.version, spec } : null;
}
