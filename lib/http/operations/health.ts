import { z } from 'zod';
import { accept } from '@/lib/domain/refusal';
import { checkReady } from '@/lib/use-cases/check-ready';
import type { Operation } from '../operation';

export const health: Operation = {
  name: 'health',
  method: 'GET',
  path: '/api/v1/health',
  summary: 'Say whether the product is ready, after asking the database',
  answer: {
    status: 200,
    description: 'Ready',
    schema: z.object({
      status: z.literal('ready'),
      log: z
        .enum(['sound', 'unverified', 'unsigned', 'broken'])
        .describe(
          'unverified: this process has not looked at every log yet; unsigned: what signs a log has failed; broken: one is not what was signed of it',
        ),
    }),
    example: { status: 'ready', log: 'sound' },
  },
  refusals: [],
  run: async () => {
    const { log } = await checkReady();
    return accept({ body: { status: 'ready', log } });
  },
};
