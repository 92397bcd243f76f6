import { z } from 'zod';
import { pageFieldsInJson } from '@/lib/domain/page-cursor';
import { accept } from '@/lib/domain/refusal';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { toPage } from '@/lib/door/page';
import { listEndpoints, listEndpointsSchema } from '@/lib/use-cases/endpoints/list-endpoints';
import { seenEndpoint, seenEndpointSchema } from '../show-live-endpoint';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const input = z.strictObject({ name: listEndpointsSchema.shape.name, ...pageFieldsInJson });

export const endpointList = defineTool({
  ...readsTenant,
  name: 'endpoint_list',
  title: 'List live endpoints',
  description: 'Lists the live endpoints of your tenant by name, with their specs and versions.',
  input,
  output: pageOf(seenEndpointSchema),
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const page = await listEndpoints(agent, asked.value);
    if (!page.ok) return page;
    return accept({ content: toPage(page.value, seenEndpoint) });
  },
});
