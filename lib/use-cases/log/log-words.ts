import { anchorTenant } from '@/lib/domain/log/anchor-log';

/** Whose log it is, for the operator. */
export const logWords = (tenantId: string): string =>
  tenantId === anchorTenant ? 'anchor log' : `log of tenant ${tenantId}`;
