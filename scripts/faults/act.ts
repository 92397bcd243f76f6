import type { Agent, Human } from '@/lib/domain/actor';
import type { Result } from '@/lib/domain/refusal';
import { type ApplyInput, applyDraft } from '@/lib/use-cases/drafts/apply-draft';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { type DiscardInput, discardDraft } from '@/lib/use-cases/drafts/discard-draft';

/** What somebody asks for: one of the acts that leave evidence of a draft. */
export type Asked =
  | { act: 'create'; actor: Agent; input: object; key: string | null }
  | { act: 'apply'; actor: Human; input: Omit<ApplyInput, 'idempotencyKey'>; key: string | null }
  | { act: 'discard'; actor: Human; input: Omit<DiscardInput, 'idempotencyKey'>; key: string | null };

export type Act = Asked['act'];

/** Does it, and answers what the caller was told: `done`, `replayed`, the code of a refusal, or `fault`. */
export async function carryOut(asked: Asked): Promise<string> {
  const result = await resultOf(asked).catch(() => null);
  if (result === null) return 'fault';
  if (!result.ok) return result.refusal.code;
  return result.value.replayed ? 'replayed' : 'done';
}

const request = { correlationId: 'req_faults', channel: 'mcp' } as const;

function resultOf(asked: Asked): Promise<Result<{ replayed: boolean }>> {
  const { input, key } = asked;
  switch (asked.act) {
    case 'create':
      return createDraft(asked.actor, 'endpoint', { ...input, idempotency_key: key ?? undefined }, request);
    case 'apply':
      return applyDraft(asked.actor, { ...asked.input, idempotencyKey: key });
    case 'discard':
      return discardDraft(asked.actor, { ...asked.input, idempotencyKey: key });
  }
}
