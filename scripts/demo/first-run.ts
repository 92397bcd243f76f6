import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { config } from '@/lib/config';
import { DemoFailure } from './demo-failure';

const fileSchema = z.object({
  url: z.url(),
  mcp_url: z.url(),
  tenant: z.string(),
  reviewers: z.array(
    z.object({ name: z.string(), email: z.string(), password: z.string(), role: z.string() }),
  ),
  agent_key: z.string(),
});
export type FirstRun = z.infer<typeof fileSchema>;

/** What the first start wrote. Throws DemoFailure when there was none. */
export function readFirstRun(): FirstRun {
  const path = join(config().dataDir, 'first-run.json');
  if (!existsSync(path)) {
    throw new DemoFailure(
      `There is no ${path}. Start the product with "npm start" first; with DATA_DIR set, set it here too.`,
    );
  }
  const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new DemoFailure(`${path} is not what this version writes.`);
  return parsed.data;
}
