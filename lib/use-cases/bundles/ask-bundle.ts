import { z } from 'zod';
import { newId } from '@/db/new-id';
import {
  type BundleCounts,
  countBundles,
  holdBundles,
  insertBundle,
  recordsToBundle,
} from '@/db/queries/bundles';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';
import { type AskedScope, bundleLimits, type EvidenceBundle } from '@/lib/domain/evidence/bundle';
import { draftIdSchema } from '@/lib/domain/ids';
import { invalid } from '@/lib/domain/invalid';
import { accept, type Refusal, type Result, refuse } from '@/lib/domain/refusal';
import { actOnce } from '../once';
import { personStands } from '../person-stands';
import { showBundle } from './show-bundle';

const position = z.int().min(0);

/** A draft, or a stretch of the log; neither asks for the whole log. */
export const askBundleSchema = z.strictObject({
  draft_id: draftIdSchema.optional().describe('The records about this draft. Not with from or to'),
  from: position.optional().describe('The first record, by its position; 0 where it is not named'),
  to: position.optional().describe('The record behind the last; the end of the log where it is not named'),
});
type Asked = z.infer<typeof askBundleSchema>;

const dayMs = 24 * 3_600_000;

/**
 * A person of any role asks for a bundle, which is made in the background. That they asked is an audit event: the
 * evidence leaves the house.
 */
export async function askBundle(
  human: Human,
  input: unknown,
  idempotencyKey: string | null,
): Promise<Result<{ bundle: EvidenceBundle; replayed: boolean }>> {
  const parsed = askBundleSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const asked = await actOnce(
    human,
    { operation: 'evidence_bundle', key: idempotencyKey, request: parsed.data },
    (tx) => queued(tx, human, parsed.data),
    (tx) => personStands(tx, human, () => null),
  );
  if (!asked.ok) return asked;
  const { kept, replayed } = asked.value;
  const shown = await showBundle(human, kept.id);
  return shown.ok ? accept({ bundle: shown.value, replayed }) : shown;
}

async function queued(tx: WriteTx, human: Human, asked: Asked): Promise<Result<{ id: string }>> {
  await holdBundles(tx);
  const requestedAt = now();
  const full = tooMany(await countBundles(tx, human.userId), requestedAt);
  if (full) return { ok: false, refusal: full };
  const scope = await scopeOf(tx, asked);
  if (!scope.ok) return scope;
  const id = newId('bnd');
  const expiresAt = new Date(requestedAt.getTime() + config().bundleRetentionDays * dayMs);
  await insertBundle(tx, { id, scope: scope.value, requestedBy: human.userId, requestedAt, expiresAt });
  tx.audit({ type: 'evidence_bundle_requested', subject: id, before: null, after: { ...scope.value } });
  return accept({ id });
}

const openWaitSeconds = 30;

function tooMany(counts: BundleCounts, at: Date): Refusal | null {
  const { openOfPerson, openOfTenant, keptOfPerson, keptOfTenant } = counts;
  const wait = { retryAfterSeconds: openWaitSeconds };
  if (openOfPerson >= bundleLimits.openOfPerson) {
    return refuse(
      'BUNDLE_LIMIT_REACHED',
      `${openOfPerson} bundles that you asked for are not finished.`,
      wait,
    ).refusal;
  }
  if (openOfTenant >= bundleLimits.openOfTenant) {
    return refuse('BUNDLE_LIMIT_REACHED', `${openOfTenant} bundles of your tenant are not finished.`, wait)
      .refusal;
  }
  if (keptOfPerson >= bundleLimits.keptOfPerson)
    return keptFull(`You keep ${keptOfPerson} bundles already.`, counts.firstOfPersonGoesAt, at);
  if (keptOfTenant >= bundleLimits.keptOfTenant)
    return keptFull(`Your tenant keeps ${keptOfTenant} bundles already.`, counts.firstGoesAt, at);
  return null;
}

function keptFull(message: string, firstGoesAt: Date | null, at: Date): Refusal {
  const seconds = Math.ceil(((firstGoesAt?.getTime() ?? 0) - at.getTime()) / 1000);
  return refuse('BUNDLE_LIMIT_REACHED', message, {
    hint: 'Fetch one that is there, or wait until the oldest is removed.',
    retryAfterSeconds: Math.max(seconds, openWaitSeconds),
  }).refusal;
}

/** What is asked for, against the log as it is now. */
async function scopeOf(tx: WriteTx, asked: Asked): Promise<Result<AskedScope>> {
  const { draft_id: draftId } = asked;
  const { size, ofDraft } = await recordsToBundle(tx, draftId ?? null);
  return draftId === undefined ? rangeIn(size, asked) : aboutDraft(draftId, ofDraft, asked);
}

function aboutDraft(draftId: string, records: number, { from, to }: Asked): Result<AskedScope> {
  if (from !== undefined || to !== undefined) return notAsked('draft_id', 'Ask for a draft or for a range.');
  if (records === 0) return refuse('DRAFT_NOT_FOUND', 'There is no such draft.');
  if (records > bundleLimits.draft) return notAsked('draft_id', 'The log holds too much about this draft.');
  return accept({ kind: 'draft', draftId });
}

/** The end of a range is known from here on: what is appended later is not in it. */
function rangeIn(size: number, { from = 0, to = size }: Asked): Result<AskedScope> {
  if (to > size) return notAsked('to', `The log holds ${size} records.`);
  if (from > to) return notAsked('from', 'A range begins before its end.');
  if (from === to && size > 0) return notAsked('from', 'This range holds no record.');
  if (to - from <= bundleLimits.range) return accept({ kind: 'range', from, to });
  return notAsked('to', 'A bundle holds at most 1,000,000 records. Ask for several ranges.');
}

const notAsked = (path: keyof Asked, message: string) =>
  refuse('VALIDATION_FAILED', `The input is not valid. ${message}`, {
    issues: [{ path, code: 'invalid_value', message }],
  });
