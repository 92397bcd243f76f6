import { z } from 'zod';
import { type Refusal, type RefusalCode, refusalCategories } from '../refusal';

const isCode = (code: string): code is RefusalCode => Object.hasOwn(refusalCategories, code);
export const refusalCodes = z.enum(Object.keys(refusalCategories).filter(isCode));

export const movedFieldSchema = z.object({
  field: z.string(),
  label: z.string(),
  base: z.string().nullable(),
  live: z.string().nullable(),
});

/** RFC 9457, with what programs need: `code` is stable, `errors` names paths and never values. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: refusalCodes,
  category: z.enum([...new Set(Object.values(refusalCategories))]),
  request_id: z.string(),
  correlation_id: z.string(),
  hint: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  moved: z.array(movedFieldSchema).optional(),
  codes: z
    .array(refusalCodes)
    .optional()
    .describe('Every code that failed, when several checks ran together'),
  evidence: z.string().optional().describe('Where the evidence of what is gone can be read'),
  retry_after: z.int().optional().describe('Seconds'),
  error: z.string().optional().describe('RFC 8628 section 3.5: the code as OAuth spells it'),
  confirm_url: z.string().optional().describe('Where a person confirms what a terminal asks for'),
});
export type Problem = z.infer<typeof problemSchema>;

const oauthCodes = new Set<RefusalCode>([
  'AUTHORIZATION_PENDING',
  'SLOW_DOWN',
  'EXPIRED_TOKEN',
  'ACCESS_DENIED',
]);

/** The problem of one refusal. `instance` is the request's path; `retryAfter` is in seconds. */
export function toProblem(
  refusal: Refusal,
  status: number,
  correlationId: string,
  instance: string,
  retryAfter?: number,
): Problem {
  return {
    type: `urn:countersign:problem:${refusal.code.toLowerCase()}`,
    title: titleOf(refusal.code),
    status,
    detail: refusal.message,
    instance,
    code: refusal.code,
    category: refusalCategories[refusal.code],
    request_id: correlationId,
    correlation_id: correlationId,
    ...(refusal.hint !== undefined && { hint: refusal.hint }),
    ...(refusal.issues && { errors: [...refusal.issues] }),
    ...(refusal.moved && { moved: [...refusal.moved] }),
    ...(refusal.codes && { codes: [...refusal.codes] }),
    ...(refusal.evidence !== undefined && { evidence: refusal.evidence }),
    ...(retryAfter !== undefined && { retry_after: retryAfter }),
    ...(oauthCodes.has(refusal.code) && { error: refusal.code.toLowerCase() }),
    ...(refusal.confirmUrl !== undefined && { confirm_url: refusal.confirmUrl }),
  };
}

/** `DRAFT_NOT_PENDING` as `Draft not pending`. */
const titleOf = (code: RefusalCode): string => {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
