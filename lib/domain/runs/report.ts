import { z } from 'zod';

const storable = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine(
      (text) => text.isWellFormed() && !text.includes('\0'),
      'Holds U+0000 or an unpaired surrogate, which cannot be stored. Leave it out.',
    );

const texts = z.array(storable(500)).max(200).optional();
const count = z.int().min(0).max(1_000_000);

/** The id of a run, as the agent chose it. */
export const runIdSchema = storable(200);

/** UNTRUSTED INPUT: what an agent says of its own run. Nothing here is checked against anything. */
export const runReportSchema = z.strictObject({
  files_allowed: texts.describe('The files that the task allowed to be changed'),
  packages_allowed: texts.describe('The packages that the task allowed to be used'),
  commands_run: texts.describe('The commands that were run'),
  files_changed: texts.describe('The files that were changed'),
  tests: z
    .strictObject({ passed: count, failed: count, skipped: count })
    .optional()
    .describe('How the tests ended'),
});
export type RunReport = z.infer<typeof runReportSchema>;

/** How often one key may report one run. */
export const reportsAtMost = 20;

/** What a report's answer says. */
export const reportedSchema = z.object({
  run_id: z.string(),
  revision: z.int().describe('How often this key has reported this run'),
  redaction_count: z.int().describe('Values that looked like a secret and were not kept'),
});
export type Reported = z.infer<typeof reportedSchema>;
