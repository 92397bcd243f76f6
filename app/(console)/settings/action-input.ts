import { z } from 'zod';
import { fromDraftLifeWire } from '@/lib/domain/draft/draft-life';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';
import { invalid } from '@/lib/domain/invalid';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { draftLifeSchema } from '@/lib/domain/wire/draft-life-wire';

const postedSchema = z.strictObject({
  wanted: z.unknown(),
  seen: draftLifeSchema,
  personId: z.string().max(100),
  idempotencyKey: z.uuid(),
});

export type SettingsInput = {
  change: DraftLifeSetting;
  seen: DraftLifeSetting;
  personId: string;
  idempotencyKey: string;
};

/** UNTRUSTED INPUT: what the settings page posted. What a person typed is refused field by field. */
export function parseSettingsInput(posted: unknown): Result<SettingsInput> {
  const parsed = postedSchema.safeParse(posted);
  if (!parsed.success) return refuse('VALIDATION_FAILED', 'The request is not in the expected form.');
  const wanted = draftLifeSchema.safeParse(parsed.data.wanted);
  if (!wanted.success) return { ok: false, refusal: invalid(wanted.error) };
  const { seen, personId, idempotencyKey } = parsed.data;
  return accept({
    change: fromDraftLifeWire(wanted.data),
    seen: fromDraftLifeWire(seen),
    personId,
    idempotencyKey,
  });
}
