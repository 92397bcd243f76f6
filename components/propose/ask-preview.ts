import * as z from 'zod/mini';
import type { FormItem } from '@/lib/domain/form/form-item';
import { type FormTexts, readForm } from '@/lib/domain/form/read-form';
import { type Refusal, type RefusalCode, refusalCategories } from '@/lib/domain/refusal';
import type { Subject } from './propose-types';

const shown = z.nullable(z.string());
const tier = z.enum(['low', 'medium', 'high']);
const isCode = (code: unknown): code is RefusalCode =>
  typeof code === 'string' && Object.hasOwn(refusalCategories, code);

/** What the preview shows of a tried proposal. */
const checkedSchema = z.object({
  acceptable: z.boolean(),
  refusal: z.nullable(
    z.object({
      code: z.custom<RefusalCode>(isCode),
      message: z.string(),
      errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    }),
  ),
  changes: z.nullable(
    z.object({
      fields: z.array(z.object({ field: z.string(), label: z.string(), before: shown, after: shown })),
    }),
  ),
  risk: z.nullable(
    z.object({
      tier,
      flags: z.array(z.object({ code: z.string(), title: z.string(), sentence: z.string() })),
    }),
  ),
  warnings: z.array(z.string()),
  may_decide: z.nullable(z.object({ words: z.string() })),
});
export type Checked = z.infer<typeof checkedSchema>;
export type PreviewState = 'idle' | 'waiting' | 'lost' | 'signed_out' | Checked;

type Asked = {
  subject: Subject;
  items: readonly FormItem[];
  texts: FormTexts;
  personId: string;
  signal: AbortSignal;
};

const askMs = 8_000;

/** Asks what would change. Nothing is stored, and the reason is not sent: it changes nothing. */
export async function askPreview({ subject, items, texts, personId, signal }: Asked): Promise<PreviewState> {
  const read = readForm(items, texts);
  if (!read.ok) return unreadable(read.refusal);
  const { type, operation, baseVersion } = subject;
  const answer = await fetch('/api/v1/drafts/check', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-user-id': personId },
    body: JSON.stringify({
      type,
      operation,
      spec: read.value,
      ...(baseVersion !== null && { base_version: baseVersion }),
    }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(askMs)]),
  }).catch(() => null);
  if (answer?.status === 401) return 'signed_out';
  if (answer?.ok !== true) return 'lost';
  const checked = checkedSchema.safeParse(await answer.json().catch(() => null));
  return checked.success ? checked.data : 'lost';
}

const unreadable = ({ code, message, issues }: Refusal): Checked => ({
  acceptable: false,
  refusal: { code, message, errors: [...(issues ?? [])] },
  changes: null,
  risk: null,
  warnings: [],
  may_decide: null,
});
