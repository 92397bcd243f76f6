import { headers } from 'next/headers';
import { correlationOf } from '@/lib/door/correlation';
import type { RequestContext } from '@/lib/use-cases/request';

/** What a server action knows of its request, for the record. */
export const actionRequest = async (): Promise<RequestContext> => ({
  correlationId: correlationOf(await headers(), null),
  channel: 'ui',
});
