import * as z from 'zod/mini';
import type { Outcome } from './decision-types';

const pollMs = 1_000;
const askMs = 5_000;
/** So many answers of `pending` in a row mean that the request never arrived. */
const pendingAnswers = 12;

const draftSchema = z.object({ status: z.enum(['pending', 'applied', 'discarded', 'expired']) });
const evidenceSchema = z.object({
  items: z.array(z.object({ event: z.string(), merkle_position: z.number() })),
});

export type Found = Outcome | { status: 'pending' } | { status: 'expired' } | { status: 'signed_out' };

const wait = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, pollMs);
  });

/** Null when there was no usable answer. */
async function ask<T>(url: string, schema: z.ZodMiniType<T>): Promise<T | 'signed_out' | null> {
  try {
    const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(askMs) });
    if (response.status === 401) return 'signed_out';
    return response.ok ? schema.parse(await response.json()) : null;
  } catch {
    return null;
  }
}

async function evidenceOf(draftId: string, event: string): Promise<number | null> {
  const answer = await ask(`/api/v1/evidence?draft_id=${encodeURIComponent(draftId)}`, evidenceSchema);
  if (answer === null || answer === 'signed_out') return null;
  return answer.items.find((item) => item.event === event)?.merkle_position ?? null;
}

/**
 * Asks until it is known what became of a decision whose answer was lost. It only reads: it never sends the decision
 * again.
 */
export async function findOutcome(draftId: string): Promise<Found> {
  let pending = 0;
  while (pending < pendingAnswers) {
    await wait();
    const found = await lookOnce(draftId);
    if (found !== null && found.status !== 'pending') return found;
    if (found !== null) pending += 1;
  }
  return { status: 'pending' };
}

async function lookOnce(draftId: string): Promise<Found | null> {
  const draft = await ask(`/api/v1/drafts/${encodeURIComponent(draftId)}`, draftSchema);
  if (draft === null) return null;
  if (draft === 'signed_out') return { status: 'signed_out' };
  if (draft.status !== 'applied' && draft.status !== 'discarded') return { status: draft.status };
  const evidence = await evidenceOf(draftId, `draft_${draft.status}`);
  return evidence === null ? null : { status: draft.status, evidence, resource: null };
}
