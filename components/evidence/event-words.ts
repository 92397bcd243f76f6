import type { EvidenceEvent } from '@/lib/domain/evidence/leaf';

/** What people read for an event of the log. */
export const eventWords = {
  draft_created: 'Proposed',
  draft_applied: 'Applied',
  draft_discarded: 'Discarded',
  draft_expired: 'Expired',
  draft_purged: 'Cleared away',
  draft_apply_refused: 'Apply refused',
  service_issued: 'Credential issued',
  service_revoked: 'Credential revoked',
  control_plane_set: 'Control plane set',
  control_plane_removed: 'Control plane removed',
  delivery_resent: 'Sent again',
  settings_changed: 'Settings changed',
  policy_changed: 'Policy changed',
  stop_engaged: 'Stopped',
  stop_released: 'Resumed',
  circuit_opened: 'Key paused',
  circuit_reset: 'Key let in again',
  calls_purged: 'Old calls cleared away',
  key_issued: 'Agent key issued',
  key_rotated: 'Agent key rotated',
  key_suspended: 'Agent key suspended',
  key_resumed: 'Agent key resumed',
  key_revoked: 'Agent key revoked',
  key_changed: 'Agent key changed',
} satisfies Record<EvidenceEvent, string>;
