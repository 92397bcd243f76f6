import { z } from 'zod';
import { readCallsBetween } from '@/db/queries/chains';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { exportFormats, exportLine } from '@/lib/domain/calls/export/export-line';
import { invalid } from '@/lib/domain/invalid';
import { exportsCalls } from '@/lib/domain/people/role-refusals';
import { accept, type Result } from '@/lib/domain/refusal';
import { exportedPages } from './exported-pages';

const moment = z.iso.datetime({ offset: true });

export const exportCallsSchema = z.strictObject({
  format: z
    .enum(exportFormats)
    .default('jsonl')
    .describe('jsonl verifies offline; ocsf and cef are for a SIEM'),
  since: moment.optional().describe('Calls that began at or after this, RFC 3339'),
  until: moment.optional().describe('Calls that began before this, RFC 3339'),
});

export type ExportedPages = { format: (typeof exportFormats)[number]; pages: AsyncGenerator<string> };

/**
 * The tenant's calls of a span of time as lines, page by page: what was recorded when it began, each row as its chain
 *
 */
export function exportCalls(human: Human, input: unknown): Result<ExportedPages> {
  const denied = exportsCalls(human.role);
  if (denied) return { ok: false, refusal: denied };
  const parsed = exportCallsSchema.safeParse(input);
  if (!parsed.success) return { ok: false, refusal: invalid(parsed.error) };
  const { format, since, until } = parsed.data;
  const span = { since: new Date(since ?? 0), until: until === undefined ? now() : new Date(until) };
  return accept({ format, pages: exportedPages(human, span, readCallsBetween, exportLine[format]) });
}
