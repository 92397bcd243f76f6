import { headers } from 'next/headers';
import { correlationOf } from '@/lib/door/correlation';
import { inRequest, type RequestContext } from '@/lib/use-cases/request';

/** Runs the verb of a server action as part of its request, which it is told. */
export async function inAction<T>(verb: (request: RequestContext) => Promise<T>): Promise<T> {
  const request = await actionRequest();
  return inRequest(request, () => verb(request));
}

/** What a server action knows of its request, for the record. */
const actionRequest = async (): Promise<RequestContext> => ({
  correlationId: correlationOf(await headers(), null),
  channel: 'ui',
});
