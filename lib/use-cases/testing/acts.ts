import { proposalOf } from '@/db/testing/proposals';
import type { Agent, Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { applyDraft } from '@/lib/use-cases/drafts/apply-draft';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { accepted } from './result';

const request = { correlationId: 'req_test', channel: 'mcp' } as const;

/** A pending draft of an endpoint. */
export async function propose(actor: Agent | Human, over: Spec = {}, rest: Record<string, unknown> = {}) {
  return accepted(await createDraft(actor, 'endpoint', proposalOf(over, rest), request)).draft;
}

/** Applies a draft as it is shown now. */
export const apply = (
  actor: Human,
  draft: DraftSummary,
  key: string | null = null,
  acknowledgedFlags: readonly string[] | null = null,
) =>
  applyDraft(actor, {
    draftId: draft.id,
    proposedSpecDigest: draft.proposedSpecDigest,
    lockVersion: draft.lockVersion,
    acknowledgedFlags,
    idempotencyKey: key,
  });

/** The events that the log holds about one draft, oldest first. */
export async function eventsOf(actor: Agent | Human, draftId: string): Promise<string[]> {
  const { items } = accepted(await listEvidence(actor, { draft_id: draftId }));
  return items.map(({ event }) => event).toReversed();
}
