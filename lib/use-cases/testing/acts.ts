import { proposalOf } from '@/db/testing/proposals';
import type { Agent, Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import type { Result } from '@/lib/domain/refusal';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { applyDraft } from '@/lib/use-cases/drafts/apply-draft';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';

/** The value of a result that a test expects to be accepted. */
export function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused with ${result.refusal.code}: ${result.refusal.message}`);
  return result.value;
}

/** The code of a result, or `ok`. */
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);

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
