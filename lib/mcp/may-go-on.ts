import type { Agent } from '@/lib/domain/actor';
import type { Result } from '@/lib/domain/refusal';
import type { Caller } from './caller';

/** Whether what outlives one answer may go on, asked anew each time: a waiting call, and an open subscription. */
export const mayGoOn = ({ facts }: Caller): Promise<Result<Agent>> => facts.stands();
