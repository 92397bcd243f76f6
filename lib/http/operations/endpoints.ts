import { z } from 'zod';
import { endpointIdSchema } from '@/lib/domain/ids';
import { accept, refuse } from '@/lib/domain/refusal';
import {
  endpointSchema,
  endpointVersionSchema,
  toEndpointVersion,
  toEndpointWire,
} from '@/lib/domain/wire/endpoint-wire';
import { pageOf, toPage } from '@/lib/door/page';
import { listEndpointVersions, listVersionsSchema } from '@/lib/use-cases/endpoints/list-endpoint-versions';
import { listEndpoints as list, listEndpointsSchema } from '@/lib/use-cases/endpoints/list-endpoints';
import { showEndpoint as show } from '@/lib/use-cases/endpoints/show-endpoint';
import { endpointExample, versionExample } from '../examples';
import { actorOf, type Call, type Operation } from '../operation';

/** UNTRUSTED INPUT: an id that cannot be one reads like one that does not exist. */
const endpointIdOf = ({ id }: Call['params']) => endpointIdSchema.safeParse(id).data ?? null;
const noSuchEndpoint = () => refuse('RESOURCE_NOT_FOUND', 'There is no such endpoint.');

export const listEndpoints: Operation = {
  name: 'listEndpoints',
  method: 'GET',
  path: '/api/v1/endpoints',
  summary: 'List live endpoints by name',
  query: listEndpointsSchema,
  answer: {
    status: 200,
    description: 'One page of endpoints',
    schema: pageOf(endpointSchema),
    example: { items: [endpointExample], next_cursor: null },
  },
  refusals: ['VALIDATION_FAILED'],
  run: async (call) => {
    const page = await list(actorOf(call), call.input);
    return page.ok ? accept({ body: toPage(page.value, toEndpointWire) }) : page;
  },
};

export const showEndpoint: Operation = {
  name: 'showEndpoint',
  method: 'GET',
  path: '/api/v1/endpoints/[id]',
  summary: 'Show one endpoint, a deleted one too',
  answer: {
    status: 200,
    description: 'The endpoint',
    schema: endpointSchema.extend({ pending_drafts: z.int().describe('Drafts that wait for it') }),
    example: { ...endpointExample, pending_drafts: 0 },
  },
  refusals: ['RESOURCE_NOT_FOUND'],
  run: async (call) => {
    const id = endpointIdOf(call.params);
    if (id === null) return noSuchEndpoint();
    const shown = await show(actorOf(call), { id });
    if (!shown.ok) return shown;
    const { endpoint, pendingDrafts } = shown.value;
    return accept({ body: { ...toEndpointWire(endpoint), pending_drafts: pendingDrafts } });
  },
};

export const listVersions: Operation = {
  name: 'listEndpointVersions',
  method: 'GET',
  path: '/api/v1/endpoints/[id]/versions',
  summary: 'List what was applied to an endpoint, newest first',
  query: listVersionsSchema,
  answer: {
    status: 200,
    description: 'One page of versions',
    schema: pageOf(endpointVersionSchema),
    example: { items: [versionExample], next_cursor: null },
  },
  refusals: ['RESOURCE_NOT_FOUND', 'VALIDATION_FAILED'],
  run: async (call) => {
    const id = endpointIdOf(call.params);
    if (id === null) return noSuchEndpoint();
    const page = await listEndpointVersions(actorOf(call), id, call.input);
    return page.ok ? accept({ body: toPage(page.value, toEndpointVersion) }) : page;
  },
};
