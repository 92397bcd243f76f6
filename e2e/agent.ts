import type { Client } from '@modelcontextprotocol/client';
import { z } from 'zod';

export const createdSchema = z.object({
  draft: z.object({
    id: z.string(),
    status: z.string(),
    proposed_spec_digest: z.string(),
    lock_version: z.int(),
  }),
  review_url: z.url(),
  applied: z.literal(false),
});
export type Created = z.infer<typeof createdSchema>;

/** A spec that every check accepts, with the given differences. */
export const endpointSpec = (over: Record<string, unknown>) => ({
  provider_template: 'stripe',
  target_url: 'https://hooks.acme.com/orders',
  verification: { method: 'provider_default', secret_ref: 'secret://vault/acme/stripe#signing_secret' },
  environment: 'dev',
  ...over,
});

/** Proposes as an agent and answers what the agent was told. */
export async function propose(
  client: Client,
  over: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): Promise<Created> {
  const result = await client.callTool({
    name: 'draft_create_endpoint',
    arguments: { spec: endpointSpec(over), rationale: 'an end-to-end test asks for it', ...rest },
  });
  return createdSchema.parse(result.structuredContent);
}

let serial = 0;

/** A resource name that no other test uses. */
export function freshName(stem: string): string {
  serial += 1;
  return `${stem}-${process.pid.toString(36)}-${Date.now().toString(36).slice(-5)}${serial}`;
}
