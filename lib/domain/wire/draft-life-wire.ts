import { z } from 'zod';
import { retentionDays } from '../draft/draft-life';
import { ttlHours } from '../draft/lifecycle';

const whole = (bounds: { min: number; max: number }) =>
  z
    .int({ error: ({ code }) => (code === 'invalid_type' ? 'Must be a whole number.' : undefined) })
    .min(bounds.min)
    .max(bounds.max);

/** How long a tenant's drafts live, as the interface spells it. */
export const draftLifeSchema = z.strictObject({
  ttl_hours: whole(ttlHours).describe('Hours that a draft lives when its proposer asks for nothing else'),
  ttl_min_hours: whole(ttlHours).describe('The fewest hours that a proposer may ask for'),
  ttl_max_hours: whole(ttlHours).describe('The most hours that a proposer may ask for'),
  expired_retention_days: whole(retentionDays).describe('Days that an expired draft is kept'),
});
