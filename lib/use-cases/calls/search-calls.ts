import { z } from 'zod';
import { findCall, searchCalls as querySearch } from '@/db/queries/recorded-calls';
import { withTenantRead } from '@/db/tenant';
import type { Human } from '@/lib/domain/actor';
import { callDecisions, callOutcomes, type RecordedCall } from '@/lib/domain/calls/recorded-call';
import { cut } from '@/lib/domain/cut';
import { callIdSchema, draftIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { pageFields, readCursor, strangeCursor } from '@/lib/domain/page-cursor';
import { readsCalls } from '@/lib/domain/people/role-refusals';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { runIdSchema } from '@/lib/domain/runs/report';
import { timePlaceSchema } from '@/lib/domain/time-place';
import { runNames } from '../runs/run-names';

const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((said) => said.isWellFormed() && !said.includes('\0'), 'Holds a character that no call has.');

const [moment] = timePlaceSchema.def.items;

export const searchCallsSchema = z.strictObject({
  key_id: text(40).optional().describe('Only the calls of this key'),
  agent: text(200).optional().describe('Only the calls of the agent of this name'),
  tool: text(300).optional().describe('Only the calls of exactly this tool'),
  q: text(100).optional().describe('Part of a tool’s name, letters of either case'),
  decision: z.enum(callDecisions).optional().describe('Only those decided so'),
  outcome: z.enum(callOutcomes).optional().describe('Only those that ended so'),
  error_code: text(100).optional().describe('Only those refused with this code'),
  run_id: runIdSchema.optional().describe('Only the calls of this run'),
  correlation_id: text(200).optional().describe('Only the calls of this request'),
  draft_id: draftIdSchema.optional().describe('Only the calls that made or changed this draft'),
  from: moment.optional().describe('Only from this time on, RFC 3339 in UTC'),
  to: moment.optional().describe('Only before this time, RFC 3339 in UTC'),
  ...pageFields,
});

type Asked = z.infer<typeof searchCallsSchema>;

/** One page of the tenant's calls, newest first, of every key. */
export async function searchCalls(
  human: Human,
  input: unknown,
  { hidesSelftest = false }: { hidesSelftest?: boolean } = {},
): Promise<Result<{ items: RecordedCall[]; nextCursor: string | null }>> {
  const refusal = readsCalls(human.role);
  if (refusal) return { ok: false, refusal };
  const parsed = searchCallsSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { limit, cursor } = parsed.data;
  const place = cursor === undefined ? undefined : readCursor(timePlaceSchema, cursor);
  if (place === null) return strangeCursor();
  const after = place && { at: new Date(place[0]), id: place[1] };
  const filter = { ...filterOf(parsed.data), hidesSelftest, after, limit: limit + 1 };
  const rows = await withTenantRead(human, (tx) => querySearch(tx, filter));
  return accept(cut(rows, limit, (last) => [last.started_at.toISOString(), last.id]));
}

const dateOf = (time: string | undefined) => (time === undefined ? undefined : new Date(time));

const filterOf = (asked: Asked) => ({
  keyId: asked.key_id,
  agent: asked.agent,
  tool: asked.tool,
  toolText: asked.q,
  decision: asked.decision,
  outcome: asked.outcome,
  errorCode: asked.error_code,
  runIds: asked.run_id === undefined ? undefined : runNames(asked.run_id),
  correlationId: asked.correlation_id,
  draftId: asked.draft_id,
  from: dateOf(asked.from),
  to: dateOf(asked.to),
});

/** One call with what was kept of its arguments. UNTRUSTED INPUT: `id`. */
export async function showCall(
  human: Human,
  id: string,
): Promise<Result<RecordedCall & { args_redacted: unknown }>> {
  const refusal = readsCalls(human.role);
  if (refusal) return { ok: false, refusal };
  const named = callIdSchema.safeParse(id);
  const call = named.success ? await withTenantRead(human, (tx) => findCall(tx, named.data)) : null;
  return call === null ? refuse('RECORD_NOT_FOUND', 'There is no such call.') : accept(call);
}
