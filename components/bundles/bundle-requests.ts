import * as z from 'zod/mini';

const bundleSchema = z.object({
  id: z.string(),
  scope: z.union([
    z.object({ kind: z.literal('draft'), draft_id: z.string() }),
    z.object({ kind: z.literal('range'), from: z.number(), to: z.number() }),
  ]),
  status: z.enum(['waiting', 'making', 'ready', 'failed']),
  done: z.number(),
  total: z.nullable(z.number()),
  requested_at: z.string(),
  expires_at: z.string(),
  bytes: z.nullable(z.number()),
  sha256: z.nullable(z.string()),
  file: z.nullable(z.string()),
  broken: z.nullable(
    z.object({ merkle_position: z.number(), id: z.nullable(z.string()), field: z.string() }),
  ),
  failed_code: z.nullable(z.string()),
});
export type ShownBundle = z.infer<typeof bundleSchema>;

/** What a bundle is asked of; neither asks for the whole log. */
export type BundleQuestion = { draft_id?: string; from?: number; to?: number };

const address = '/api/v1/bundles';
const askMs = 8_000;

/** The newest bundles of the tenant. Throws where no answer comes. */
export async function readBundles(): Promise<readonly ShownBundle[]> {
  const answer = await fetch(`${address}?limit=20`, {
    cache: 'no-store',
    signal: AbortSignal.timeout(askMs),
  });
  if (!answer.ok) throw new Error(`bundles: ${answer.status}`);
  return z.object({ items: z.array(bundleSchema) }).parse(await answer.json()).items;
}

const problemSchema = z.object({ detail: z.string() });

/** Asks for a bundle as the person that the page is of. Null where it waits now; else why not, in words. */
export async function askForBundle(question: BundleQuestion, personId: string): Promise<string | null> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-user-id': personId,
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify(question),
    signal: AbortSignal.timeout(askMs),
  }).catch(() => null);
  if (answer?.ok === true) return null;
  const problem = problemSchema.safeParse(await answer?.json().catch(() => null));
  return problem.success
    ? problem.data.detail
    : 'The server does not answer. Look below whether it was asked for.';
}
