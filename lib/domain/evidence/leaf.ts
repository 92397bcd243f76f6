import { canonicalJson } from './canonical-json';

/** The records a tenant's log may hold. One event, one leaf. */
export const evidenceEvents = [
  'draft_created',
  'draft_viewed',
  'draft_applied',
  'draft_discarded',
  'draft_expired',
  'draft_purged',
  'draft_apply_refused',
  'apply_confirmed',
  'tenant_created',
  'person_invited',
  'person_added',
  'password_reset',
  'sessions_ended',
  'terminal_approved',
  'service_issued',
  'service_revoked',
  'control_plane_set',
  'control_plane_removed',
  'control_plane_gone',
  'delivery_resent',
  'settings_changed',
  'policy_changed',
  'stop_engaged',
  'stop_released',
  'circuit_opened',
  'circuit_reset',
  'circuit_closed',
  'calls_purged',
  'key_issued',
  'key_rotated',
  'key_suspended',
  'key_resumed',
  'key_revoked',
  'key_changed',
  'boundary_tested',
  'log_restored',
] as const;
export type EvidenceEvent = (typeof evidenceEvents)[number];

/** A leaf before its place in the log is known. `entry` is what is hashed and stored, byte for byte. */
export type Leaf = { event: EvidenceEvent; id: string; subject: string; entry: Uint8Array };

/** A leaf in its place. */
export type PlacedLeaf = { event: EvidenceEvent; id: string; merklePosition: number; leafHash: string };

/** Leaf = RFC 8785 bytes of `{v, tenant, id, event, subject, payload}`. A leaf can never be erased: no free text. */
export function leafOf(record: {
  event: EvidenceEvent;
  id: string;
  tenant: string;
  subject: string;
  payload: Record<string, unknown>;
}): Leaf {
  const { event, id, subject } = record;
  return { event, id, subject, entry: new TextEncoder().encode(canonicalJson({ v: 1, ...record })) };
}
