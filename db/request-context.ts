import { AsyncLocalStorage } from 'node:async_hooks';
import type { Channel } from '@/lib/domain/draft/draft';

/**
 * Which request an act belongs to: for the record, never for a decision. Carried beside the calls and not through them,
 * so that no verb can leave it out.
 */
export const requestContext = new AsyncLocalStorage<{ correlationId: string; channel: Channel }>();
