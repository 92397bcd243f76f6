import type { Client } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { endpointSpec } from '@/db/testing/proposals';

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

/** Proposes as an agent and answers what the agent was told. */
export async function propose(
  client: Client,
  over: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): Promise<Created> {
  const result = await client.callTool({
    name: 'draft_create_endpoint',
    arguments: {
      spec: endpointSpec({ environment: 'dev', ...over }),
      rationale: 'an end-to-end test asks for it',
      ...rest,
    },
  });
  return createdSchema.parse(result.structuredContent);
}

let serial = 0;

/** A resource name that no other test uses. */
export function freshName(stem: string): string {
  serial += 1;
  return `${stem}-${process.pid.toString(36)}-${Date.now().toString(36).slice(-5)}${serial}`;
}
