import type { System } from '@/lib/domain/actor';

/** The worker that sends, in one tenant. */
export const courier = (tenantId: string): System => ({ kind: 'system', tenantId, name: 'courier' });
