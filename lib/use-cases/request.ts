import type { Channel } from '@/lib/domain/draft/draft';

/** What a door knows of the request that carries an act: for the record, never for a decision. */
export type RequestContext = { correlationId: string; channel: Channel };
