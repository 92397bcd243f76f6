import { z } from 'zod';
import { operations } from '../draft/draft';
import { type Environment, environments, type Spec } from '../resource/resource-kind';
import { visible } from '../text/visible';
import { digest, timestamp } from './wire-values';

/** A live resource. `deleted_at` is there only when it is no longer live. */
export const endpointSchema = z.object({
  id: z.string(),
  kind: z.literal('endpoint'),
  name: z.string(),
  version: z.int(),
  digest,
  environment: z.enum(environments),
  hook_id: z.string().describe('The unguessable part of the address that receives events'),
  spec: z.record(z.string(), z.unknown()),
  created_at: timestamp,
  updated_at: timestamp,
  deleted_at: timestamp.optional(),
});
export type EndpointWire = z.infer<typeof endpointSchema>;

/** A stored endpoint, as far as readers see it. */
export type EndpointRecord = {
  id: string;
  name: string;
  version: number;
  digest: string;
  environment: Environment;
  hook_id: string;
  spec: Spec;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
};

export const toEndpointWire = (endpoint: EndpointRecord): EndpointWire => ({
  id: endpoint.id,
  kind: 'endpoint',
  name: visible(endpoint.name),
  version: endpoint.version,
  digest: endpoint.digest,
  environment: endpoint.environment,
  hook_id: endpoint.hook_id,
  spec: endpoint.spec,
  created_at: endpoint.created_at.toISOString(),
  updated_at: endpoint.updated_at.toISOString(),
  ...(endpoint.deleted_at && { deleted_at: endpoint.deleted_at.toISOString() }),
});

/** What one applied draft made of an endpoint; a delete has neither spec nor digest. */
export const endpointVersionSchema = z.object({
  version: z.int(),
  operation: z.enum(operations),
  spec: z.record(z.string(), z.unknown()).nullable(),
  digest: digest.nullable(),
  draft_id: z.string(),
  applied_by: z.object({ id: z.string(), name: z.string() }),
  applied_at: timestamp,
});
export type EndpointVersionWire = z.infer<typeof endpointVersionSchema>;

export type EndpointVersionRecord = {
  version: number;
  operation: EndpointVersionWire['operation'];
  spec: unknown;
  digest: string | null;
  draft_id: string;
  applied_by: string;
  applied_by_name: string;
  applied_at: Date;
};

const specSchema = z.record(z.string(), z.unknown()).nullable();

export const toEndpointVersion = (row: EndpointVersionRecord): EndpointVersionWire => ({
  version: row.version,
  operation: row.operation,
  spec: specSchema.parse(row.spec),
  digest: row.digest,
  draft_id: row.draft_id,
  applied_by: { id: row.applied_by, name: visible(row.applied_by_name) },
  applied_at: row.applied_at.toISOString(),
});
