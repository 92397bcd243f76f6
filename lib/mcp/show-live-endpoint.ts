import { z } from 'zod';
import type { Agent } from '@/lib/domain/actor';
import { accept, type Result } from '@/lib/domain/refusal';
import { type EndpointRecord, endpointSchema, toEndpointWire } from '@/lib/domain/wire/endpoint-wire';
import { showEndpoint } from '@/lib/use-cases/endpoints/show-endpoint';
import type { Answer } from './tool';

/** An endpoint as an agent sees it: without the address part by which anybody could send events to it. */
export const seenEndpointSchema = endpointSchema.omit({ hook_id: true });

export function seenEndpoint(endpoint: EndpointRecord): z.infer<typeof seenEndpointSchema> {
  const { hook_id: _, ...seen } = toEndpointWire(endpoint);
  return seen;
}

export const shownEndpointSchema = z.object({
  endpoint: seenEndpointSchema,
  pending_drafts: z.int().describe('Drafts that wait for a decision on this endpoint'),
});

/** One endpoint of the tenant, by id (a deleted one too) or by live name. */
export async function showLiveEndpoint(
  agent: Agent,
  which: { id: string } | { name: string },
): Promise<Result<Answer>> {
  const shown = await showEndpoint(agent, which);
  if (!shown.ok) return shown;
  const { endpoint, pendingDrafts } = shown.value;
  return accept({ content: { endpoint: seenEndpoint(endpoint), pending_drafts: pendingDrafts } });
}
