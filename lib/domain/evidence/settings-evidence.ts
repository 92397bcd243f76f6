import { toDraftLifeWire } from '../draft/draft-life';
import type { DraftLifeSetting } from '../draft/lifecycle';
import { type Leaf, leafOf } from './leaf';

/** `settings_changed`: who set how long drafts live, what it was and what it is. */
export const settingsChangedEvidence = (record: {
  id: string;
  tenant: string;
  changedBy: { kind: 'human' | 'system'; id: string };
  changedAt: Date;
  before: DraftLifeSetting;
  after: DraftLifeSetting;
}): Leaf =>
  leafOf({
    event: 'settings_changed',
    id: record.id,
    tenant: record.tenant,
    subject: 'draft_settings',
    payload: {
      changed_by: { kind: record.changedBy.kind, id: record.changedBy.id },
      changed_at: record.changedAt.toISOString(),
      before: toDraftLifeWire(record.before),
      after: toDraftLifeWire(record.after),
    },
  });
