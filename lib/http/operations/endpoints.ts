import { z } from 'zod';
import { endpointIdSchema } from '@/lib/domain/ids';
import { accept, refuse } from '@/lib/domain/refusal';
import {
  endpointSchema,
  endpointVersionSchema,
  toEndpointVersion,
  toEndpointWire,
} from '@/lib/domain/wire/endpoint-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { toPage } from '@/lib/door/page';
import { followEndpointsSchema } from '@/lib/use-cases/endpoints/follow-endpoints';
import { listEndpointVersions, listVersionsSchema } from '@/lib/use-cases/endpoints/list-endpoint-versions';
import { listEndpoints as list, listEndpointsSchema } from '@/lib/use-cases/endpoints/list-endpoints';
import { readAppliedEndpoint } from '@/lib/use-cases/endpoints/read-applied-endpoint';
import { showEndpoint as show } from '@/lib/use-cases/endpoints/show-endpoint';
import { endpointExample, feedCursorExample, versionExample } from '../examples';
import { type Call, type Operation, readerOf } from '../operation';
import { changesSchema, followChanges } from './endpoint-changes';

/** UNTRUSTED INPUT: an id that cannot be one reads like one that does not exist. */
const endpointIdOf = ({ id }: Call['params']) => endpointIdSchema.safeParse(id).data ?? null;
const noSuchEndpoint = () => refuse('RESOURCE_NOT_FOUND', 'There is no such endpoint.');

const asksForChanges = (input: unknown) =>
  typeof input === 'object' && input !== null && Object.hasOwn(input, 'since');

const listSchema = pageOf(endpointSchema).extend({
  since: z
    .string()
    .describe('Where the feed goes on from this state; pages that carry the same are of one state'),
});

export const listEndpoints: Operation = {
  name: 'listEndpoints',
  tool: 'endpoint_list',
  method: 'GET',
  path: '/api/v1/endpoints',
  summary: 'List live endpoints by name, or follow what is applied with since',
  query: listEndpointsSchema.extend(
    z.object(followEndpointsSchema.shape).partial().omit({ limit: true }).shape,
  ),
  answer: {
    status: 200,
    description:
      'One page of endpoints; with since, one page of changes in the order in which they were applied',
    schema: z.union([listSchema, changesSchema]),
    example: { items: [endpointExample], next_cursor: null, since: feedCursorExample },
    strong: true,
  },
  refusals: ['VALIDATION_FAILED', 'CURSOR_NOT_IN_LOG', 'RATE_LIMITED'],
  run: async (call) => {
    if (asksForChanges(call.input)) return followChanges(call);
    const page = await list(readerOf(call), call.input);
    if (!page.ok) return page;
    return accept({ body: { ...toPage(page.value, toEndpointWire), since: page.value.since } });
  },
};

export const showEndpoint: Operation = {
  name: 'showEndpoint',
  tool: 'endpoint_get',
  method: 'GET',
  path: '/api/v1/endpoints/[id]',
  summary: 'Show one endpoint, a deleted one too',
  answer: {
    status: 200,
    description: 'The endpoint',
    schema: endpointSchema.extend({
      pending_drafts: z.int().optional().describe('Drafts that wait for it; not for a service credential'),
    }),
    example: { ...endpointExample, pending_drafts: 0 },
    strong: true,
  },
  refusals: ['RESOURCE_NOT_FOUND'],
  run: async (call) => {
    const id = endpointIdOf(call.params);
    if (id === null) return noSuchEndpoint();
    const reader = readerOf(call);
    if (reader.kind === 'service') {
      const applied = await readAppliedEndpoint(reader, id);
      return applied.ok ? accept({ body: toEndpointWire(applied.value) }) : applied;
    }
    const shown = await show(reader, { id });
    if (!shown.ok) return shown;
    const { endpoint, pendingDrafts } = shown.value;
    return accept({ body: { ...toEndpointWire(endpoint), pending_drafts: pendingDrafts } });
  },
};

export const listVersions: Operation = {
  name: 'listEndpointVersions',
  tool: 'endpoint_get',
  method: 'GET',
  path: '/api/v1/endpoints/[id]/versions',
  summary: 'List what was applied to an endpoint, newest first',
  query: listVersionsSchema,
  answer: {
    status: 200,
    description: 'One page of versions',
    schema: pageOf(endpointVersionSchema),
    example: { items: [versionExample], next_cursor: null },
    strong: true,
  },
  refusals: ['RESOURCE_NOT_FOUND', 'VALIDATION_FAILED'],
  run: async (call) => {
    const id = endpointIdOf(call.params);
    if (id === null) return noSuchEndpoint();
    const page = await listEndpointVersions(readerOf(call), id, call.input);
    return page.ok ? accept({ body: toPage(page.value, toEndpointVersion) }) : page;
  },
};
