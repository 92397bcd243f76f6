import type { ToolName } from '@/lib/domain/policy/tool-classes';

/** A resource template as clients see it. Reading it is calling its tool: who may not call that may not read this. */
export type ResourceDefinition = {
  name: string;
  uriTemplate: string;
  title: string;
  description: string;
  mimeType: 'application/json';
};

export const draftResource = {
  name: 'draft',
  uriTemplate: 'draft://{id}',
  title: 'A draft',
  description: 'One draft of your tenant by its id, as JSON: what draft_show answers.',
  mimeType: 'application/json',
} as const satisfies ResourceDefinition;

export const endpointResource = {
  name: 'endpoint',
  uriTemplate: 'endpoint://{name}',
  title: 'A live endpoint',
  description: 'One live endpoint of your tenant by its name, as JSON: what endpoint_get answers.',
  mimeType: 'application/json',
} as const satisfies ResourceDefinition;

/** The tool that answers the same. */
export const toolOfResource = { draft: 'draft_show', endpoint: 'endpoint_get' } as const satisfies Record<
  string,
  ToolName
>;
