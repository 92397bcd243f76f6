import { z } from 'zod';
import { readEventsBetween } from '@/db/queries/chains';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { type AuditFormat, auditFormats, auditLine } from '@/lib/domain/audit/export/audit-line';
import { invalid } from '@/lib/domain/invalid';
import { exportsCalls } from '@/lib/domain/people/role-refusals';
import { accept, type Result } from '@/lib/domain/refusal';
import manifest from '@/package.json';
import { exportedPages } from './exported-pages';

const moment = z.iso.datetime({ offset: true });

export const exportEventsSchema = z.strictObject({
  format: z.enum(auditFormats).default('jsonl').describe('jsonl verifies offline; ocsf is for a SIEM'),
  since: moment.optional().describe('Events at or after this, RFC 3339'),
  until: moment.optional().describe('Events before this, RFC 3339'),
});

/** What people and operators of the tenant changed in a span of time, as lines, page by page. */
export function exportEvents(
  human: Human,
  input: unknown,
): Result<{ format: AuditFormat; pages: AsyncGenerator<string> }> {
  const denied = exportsCalls(human.role);
  if (denied) return { ok: false, refusal: denied };
  const parsed = exportEventsSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { format, since, until } = parsed.data;
  const span = { since: new Date(since ?? 0), until: until === undefined ? now() : new Date(until) };
  const line = auditLine[format];
  const pages = exportedPages(human, span, readEventsBetween, (row) => line(row, manifest.version));
  return accept({ format, pages });
}
