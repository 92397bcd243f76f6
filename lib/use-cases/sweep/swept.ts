import type { System } from '@/lib/domain/actor';

/** What became of one batch. `later`: nothing was done; null when another process is at it, who knows for how long. */
export type Swept = { state: 'done'; count: number } | { state: 'later'; waitMs: number | null };

/** The sweep in one tenant. Its transactions run as database role `gc`, which can end what is due and nothing else. */
export const sweeper = (tenantId: string): System => ({ kind: 'system', tenantId, name: 'sweep' });
