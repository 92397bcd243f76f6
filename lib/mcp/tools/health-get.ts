import { z } from 'zod';
import { accept } from '@/lib/domain/refusal';
import { showHealth } from '@/lib/use-cases/calls/show-health';
import { serverInfo } from '../server-info';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const input = z.strictObject({});

export const healthGet = defineTool({
  ...readsTenant,
  untrustedContent: false,
  name: 'health_get',
  title: 'Show health',
  description:
    'Says that the product and its database answer, which version this is and which tenant the key belongs to.',
  input,
  output: z.object({
    status: z.literal('ok'),
    service: z.string(),
    version: z.string(),
    tenant: z.string(),
  }),
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const health = await showHealth(agent);
    if (!health.ok) return health;
    const { name: service, version } = serverInfo;
    return accept({ content: { status: 'ok', service, version, tenant: health.value.tenant } });
  },
});
