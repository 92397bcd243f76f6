import { successorOf } from '@/db/queries/draft-outcomes';
import type { StoredDraft } from '@/db/queries/draft-row';
import { trackRecordOf } from '@/db/queries/drafts';
import { listEvidence } from '@/db/queries/evidence';
import { stopsCovering } from '@/db/queries/kill-switch';
import { countDeciders, nameOfPerson } from '@/db/queries/people';
import { readerOf } from '@/db/queries/resources/resource-read';
import { pendingTwins } from '@/db/queries/twins';
import type { TenantTx } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import { pressureOn } from '../calls/pressure-on';
import { coveredBy } from './covered-by';
import { whoMayDecide } from './who-may-decide';

const monthMs = 30 * 24 * 60 * 60 * 1000;

/** What lies around a draft in its tenant, for whoever reads it; all of it asked at once. */
export async function aroundDraft(tx: TenantTx, actor: Agent | Human, draft: StoredDraft, at: Date) {
  const [resource, proposer, decision, history, pressure] = await Promise.all([
    resourceOf(tx, draft),
    proposerOf(tx, draft, at),
    decisionOn(tx, actor, draft),
    historyOf(tx, draft, at),
    actor.kind === 'human' ? pressureOn(tx, draft) : null,
  ]);
  return { resource, proposer, decision, history, pressure };
}

async function resourceOf(tx: TenantTx, { type, resourceName }: StoredDraft) {
  const reader = readerOf(type);
  const [live = null, hosts = new Map<string, number>()] = await Promise.all([
    reader?.findLive(tx, resourceName),
    reader?.knownHosts(tx),
  ]);
  return { live, hosts };
}

async function proposerOf(tx: TenantTx, { createdBy, humanOwnerId }: StoredDraft, at: Date) {
  const [record, owner] = await Promise.all([
    trackRecordOf(tx, createdBy.id, new Date(at.getTime() - monthMs)),
    humanOwnerId === null ? null : nameOfPerson(tx, humanOwnerId),
  ]);
  return { agent: createdBy.name, keyId: createdBy.kind === 'agent' ? createdBy.id : null, owner, record };
}

/** Who decides, and whether anything may be decided: a person's question. */
async function decisionOn(tx: TenantTx, { kind }: Agent | Human, draft: StoredDraft) {
  const { status, createdBy } = draft;
  const [deciders, [stopped = null], mayDecide] = await Promise.all([
    kind === 'human' ? countDeciders(tx) : 0,
    kind === 'human' ? stopsCovering(tx, coveredBy(draft)) : [],
    kind === 'human' && status === 'pending' ? whoMayDecide(tx, createdBy.id) : null,
  ]);
  return { deciders, stopped, mayDecide };
}

async function historyOf(tx: TenantTx, draft: StoredDraft, at: Date) {
  const [evidence, twins, successor] = await Promise.all([
    listEvidence(tx, { draftId: draft.id, limit: 50 }),
    pendingTwins(tx, draft, at),
    successorOf(tx, draft.id),
  ]);
  return { evidence, twins, successor };
}
