import { dataClasses } from '../../policy/data-class';
import type { Grant } from '../grant';

/** A grant that narrows nothing. */
export const openGrant: Grant = {
  environment: 'dev',
  everyEnvironment: true,
  allowedTools: null,
  ratePerMinute: 1_000_000,
  burst: 1_000_000,
  dataClasses,
  labelScope: {},
  ipAllowlist: [],
  certificate: null,
  requireReason: false,
  pinnedSurface: null,
  expiresAt: new Date('9999-01-01T00:00:00.000Z'),
  revision: 1,
};
