import { z } from 'zod';
import { operations } from '@/lib/domain/draft/draft';
import { formOf } from '@/lib/domain/form/form-of';
import { type FormTexts, readForm } from '@/lib/domain/form/read-form';
import { reasonForm } from '@/lib/domain/form/reason-form';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { kindOf } from '@/lib/domain/resource/registry';
import { presentKindNames, type ResourceKindName } from '@/lib/domain/resource/resource-kind';

/** What every form of this page carries beside the answers. */
const carriedSchema = z.object({
  type: z.enum(presentKindNames),
  operation: z.enum(operations),
  baseVersion: z.union([z.literal(''), z.string().regex(/^[1-9]\d{0,8}$/)]),
  personId: z.string().max(100),
  idempotencyKey: z.uuid(),
  intent: z.enum(['check', 'propose']).default('propose'),
});

const textsSchema = z.record(z.string(), z.string().max(100_000));

export type ProposeInput = {
  personId: string;
  intent: 'check' | 'propose';
  type: ResourceKindName;
  texts: FormTexts;
  /** The proposal as it was typed, unchecked; or why its lines cannot be read. */
  proposal: Result<Record<string, unknown>>;
};

/** UNTRUSTED INPUT: whatever was posted, as a form or as an object of texts. */
export function parseProposeInput(posted: unknown): Result<ProposeInput> {
  const texts = textsSchema.safeParse(posted instanceof FormData ? Object.fromEntries(posted) : posted);
  const carried = carriedSchema.safeParse(texts.data);
  const kind = carried.success ? kindOf(carried.data.type) : null;
  if (!texts.success || !carried.success || kind === null) {
    return refuse('VALIDATION_FAILED', 'The form is not in the expected form. Reload the page.');
  }
  const { personId, intent, type, operation, baseVersion, idempotencyKey } = carried.data;
  const spec = readForm(formOf({ kind, operation, live: null }), texts.data);
  const reason = readForm(reasonForm, texts.data);
  const proposal =
    spec.ok && reason.ok
      ? accept({
          ...reason.value,
          operation,
          spec: spec.value,
          ...(baseVersion !== '' && { base_version: Number(baseVersion) }),
          ...(intent === 'propose' && { idempotency_key: idempotencyKey }),
        })
      : spec;
  return accept({ personId, intent, type, texts: texts.data, proposal });
}
