import { z } from 'zod';
import { visible } from '../text/visible';
import { type EndpointVersionRecord, endpointVersionSchema, toEndpointVersion } from './endpoint-wire';

/** One change of production, as a follower gets it: the whole new state, or a tombstone. */
export const endpointChangeSchema = endpointVersionSchema.extend({
  event: z.literal('resource.applied'),
  kind: z.literal('endpoint'),
  id: z.string(),
  name: z.string(),
  hook_id: z.string().describe('The unguessable part of the address that receives events'),
  evidence: z.object({
    id: z.string(),
    merkle_position: z.int().describe('Place in the log; the feed is in this order'),
  }),
});
export type EndpointChangeWire = z.infer<typeof endpointChangeSchema>;

export type EndpointChangeRecord = EndpointVersionRecord & {
  endpoint_id: string;
  name: string;
  hook_id: string;
  evidence_id: string;
  idx: number;
};

export const toEndpointChange = (change: EndpointChangeRecord): EndpointChangeWire => ({
  event: 'resource.applied',
  kind: 'endpoint',
  id: change.endpoint_id,
  name: visible(change.name),
  hook_id: change.hook_id,
  ...toEndpointVersion(change),
  evidence: { id: change.evidence_id, merkle_position: change.idx },
});
