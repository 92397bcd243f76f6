import { requestContext } from '@/db/request-context';
import type { Channel } from '@/lib/domain/draft/draft';
import type { Client } from '@/lib/domain/draft/said-of';

/** What a door knows of the request that carries an act: for the record, never for a decision. */
export type RequestContext = {
  correlationId: string;
  channel: Channel;
  /** What the program that asks calls itself. */
  client?: Client;
  /** The hash of the tools that the agent was shown; null where none were. */
  surfaceHash?: string;
};

/** Runs `work` as part of a request: whatever it changes is recorded under the request's id and door. */
export const inRequest = <T>(
  context: Pick<RequestContext, 'correlationId' | 'channel'>,
  work: () => Promise<T>,
): Promise<T> => requestContext.run(context, work);
