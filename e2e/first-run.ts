import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const fileSchema = z.strictObject({
  url: z.url(),
  mcp_url: z.url(),
  tenant: z.string(),
  reviewers: z.array(
    z.strictObject({ name: z.string(), email: z.email(), password: z.string(), role: z.string() }),
  ),
  agent_key: z.string(),
});

export type FirstRun = z.infer<typeof fileSchema>;

/** What the product under test wrote when it started: addresses, people and one agent key. */
export function firstRun(): FirstRun {
  const dataDir = process.env['E2E_DATA_DIR'];
  if (dataDir === undefined) throw new Error('E2E_DATA_DIR is not set');
  return fileSchema.parse(JSON.parse(readFileSync(join(dataDir, 'first-run.json'), 'utf8')));
}

/** One of the first-run people. The second reviewer is `personOf('reviewer', 1)`. */
export function personOf(role: string, nth = 0): FirstRun['reviewers'][number] {
  const person = firstRun().reviewers.filter((candidate) => candidate.role === role)[nth];
  if (!person) throw new Error(`first run made no ${role} number ${nth}`);
  return person;
}
