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
    schema: z.object({ status: z.literal('ready') }),
    example: { status: 'ready' },
  },
  refusals: [],
  run: async () => {
    await checkReady();
    return accept({ body: { status: 'ready' } });
  },
};
