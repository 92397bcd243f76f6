import { z } from 'zod';
import { sessionCookieName } from '@/lib/auth/session-cookie';
import { accept } from '@/lib/domain/refusal';
import { openApi } from './openapi';
import type { Operation } from './operation';
import { operations } from './operations';

/** The REST door's description of itself. */
export const describe: Operation = {
  name: 'describe',
  method: 'GET',
  path: '/api/v1/openapi.json',
  summary: 'Describe this interface as OpenAPI 3.1',
  answer: {
    status: 200,
    description: 'The description',
    schema: z.looseObject({ openapi: z.literal('3.1.0') }),
    example: { openapi: '3.1.0' },
  },
  refusals: [],
  run: () => Promise.resolve(accept({ body: publishedDocument() })),
};

let made: Record<string, unknown> | undefined;

/** The description that is served. Made once: nothing in it changes while the process runs. */
export function publishedDocument(): Record<string, unknown> {
  made ??= openApi([...operations, describe], sessionCookieName());
  return made;
}
