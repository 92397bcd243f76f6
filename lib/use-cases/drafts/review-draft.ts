import type { StoredDraft } from '@/db/queries/draft-row';
import { findDraft } from '@/db/queries/drafts';
import { readerOf } from '@/db/queries/resources/resource-read';
import { type TenantTx, withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Agent, Human } from '@/lib/domain/actor';
import { dryRun } from '@/lib/domain/draft/apply/dry-run';
import { changesBetween } from '@/lib/domain/draft/changes';
import type { Draft } from '@/lib/domain/draft/draft';
import { statusNow } from '@/lib/domain/draft/lifecycle';
import type { Review } from '@/lib/domain/draft/review';
import { discardFlags } from '@/lib/domain/draft/said-of';
import { specAfter } from '@/lib/domain/draft/spec-after';
import { toldToAuthor } from '@/lib/domain/draft/text-flags';
import { digestCode } from '@/lib/domain/evidence/digest';
import { isObject } from '@/lib/domain/json/read-value';
import { accept, type Result } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { visibleJson } from '@/lib/domain/text/visible-json';
import { needsScope } from '../needs-scope';
import { aroundDraft } from './around-draft';
import { decisionsOn } from './decisions-on';
import { type Judgement, judgeDraft } from './judge-draft';
import { missingDraft } from './missing-draft';
import { ticksIn } from './ticks-in';

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
  const around = await aroundDraft(tx, actor, stored, at);
  const { live } = around.resource;
  const { before, refusal, moved, ...meaning } = await comparison(tx, actor, stored, around, at);
  const draft: Draft = {
    ...stored,
    status: statusNow(stored, at),
    proposedSpec: isObject(stored.proposedSpec) ? stored.proposedSpec : {},
  };
  const { deciders, stopped, mayDecide } = around.decision;
  const { evidence, twins, successor } = around.history;
  return {
    draft,
    ...meaning,
    flags: actor.kind === 'agent' ? toldToAuthor(meaning.flags) : meaning.flags,
    live: live && { resourceId: live.resourceId, version: live.version, digest: live.digest },
    before: before && { version: before.version, json: visibleJson(before.spec) },
    proposedJson: draft.operation === 'delete' ? '' : visibleJson(stored.proposedSpec),
    digestCode: digestCode(draft.proposedSpecDigest),
    checks: dryRun({ actor, draft: stored, now: at }),
    checkedAt: at,
    moved,
    proposer: around.proposer,
    pressure: around.pressure,
    evidence: evidence.map(({ id, event, idx }) => ({ id, event, position: idx })).toReversed(),
    twins: draft.status === 'pending' ? twins : [],
    successor,
    acknowledgedFlags: ticksIn(evidence),
    ...decisionsOn({ actor, draft, refusal, stopped, deciders }),
    mayDecide,
    ownAgent: actor.kind === 'human' && draft.humanOwnerId === actor.userId,
  };
}

type Around = Awaited<ReturnType<typeof aroundDraft>>;
type Side = { version: number; spec: Spec } | null;
type Comparison = Judgement & Pick<Review, 'title'> & { before: Side };

/** A pending draft is judged against the live resource; a decided one is told against the base it was decided on. */
async function comparison(
  tx: TenantTx,
  actor: Agent | Human,
  draft: StoredDraft,
  { resource: { live, hosts }, decision: { deciders } }: Around,
  at: Date,
): Promise<Comparison> {
  if (draft.status !== 'pending') {
    const before = await sideAt(tx, draft);
    return { before, ...worded(draft, before, asDecided(draft, before)) };
  }
  const seen = { digest: draft.proposedSpecDigest, lockVersion: draft.lockVersion };
  const known = { deciders, hosts };
  const judged = await judgeDraft(tx, { actor, draft, at, seen, live, known });
  const before = live && { version: live.version, spec: live.spec };
  return { before, ...worded(draft, before, judged) };
}

/** With its title. Of a kind that is not known only what was stored when it was proposed. */
function worded(draft: StoredDraft, before: Side, judged: Judgement): Judgement & Pick<Review, 'title'> {
  const title = kindOf(draft.type)?.title(before?.spec ?? null, specAfter(draft), draft.resourceName);
  if (title) return { ...judged, title };
  return { ...judged, flags: [], riskTier: draft.riskTier, title: { text: draft.summary } };
}

/** Nothing stands against what is over but that it is over, which its status says. */
function asDecided(draft: StoredDraft, before: Side): Judgement {
  const kind = kindOf(draft.type);
  const flags = [...draft.flagsWhenProposed, ...discardFlags(draft)];
  const changes =
    kind === null
      ? { changed: [], unchanged: [] }
      : changesBetween(kind, before?.spec ?? null, specAfter(draft), flags);
  return { changes, flags, riskTier: draft.riskTier, refusal: null, moved: [] };
}

async function sideAt(tx: TenantTx, { type, base }: StoredDraft): Promise<Side> {
  if (base.state === 'absent') return null;
  const spec = await readerOf(type)?.specAt(tx, base.resourceId, base.version);
  return spec ? { version: base.version, spec } : null;
}
