import { z } from 'zod';
import { endpointIdSchema } from '@/lib/domain/ids';
import { refuse } from '@/lib/domain/refusal';
import { slug } from '@/lib/domain/resource/atom/slug';
import { showLiveEndpoint, shownEndpointSchema } from '../show-live-endpoint';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const input = z.strictObject({ name: slug.optional(), id: endpointIdSchema.optional() });

export const endpointGet = defineTool({
  ...readsTenant,
  name: 'endpoint_get',
  title: 'Show a live endpoint',
  description:
    'Shows one endpoint of your tenant: by name the live one, by id also one that was deleted. Give exactly one of the two. Its version is the base_version of an update or a delete.',
  input,
  output: shownEndpointSchema,
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const { name, id } = asked.value;
    if (name !== undefined && id === undefined) return showLiveEndpoint(agent, { name });
    if (id !== undefined && name === undefined) return showLiveEndpoint(agent, { id });
    return refuse('VALIDATION_FAILED', 'Give exactly one of name and id.', {
      hint: 'Call again with name alone, or with id alone.',
      issues: [{ path: '', code: 'exactly_one', message: 'Give exactly one of name and id.' }],
    });
  },
});
