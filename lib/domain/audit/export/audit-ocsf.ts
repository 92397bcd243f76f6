import { z } from 'zod';
import type { ChainRow } from '../../calls/chain';
import {
  given,
  ocsfActivities,
  ocsfSeverities,
  ocsfVersion,
  sha256Fingerprint,
} from '../../calls/export/ocsf-words';

/** An audit event as its chain has it. What is null there is absent here; before and after are JSON texts. */
const eventSchema = z.object({
  id: z.string(),
  seq: z.int(),
  tenant_id: z.string(),
  type: z.string(),
  actor_kind: z.enum(['human', 'agent', 'system']),
  actor_id: z.string(),
  channel: z.string(),
  subject: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  reason: z.string().optional(),
  correlation_id: z.string().optional(),
  at: z.iso.datetime(),
});

const userTypes = {
  human: { type_id: 1, type: 'User' },
  agent: { type_id: 4, type: 'Service' },
  system: { type_id: 3, type: 'System' },
} as const;

/** What an event did, by the participle that its name ends with; an event of another form is something else. */
function activityOf(type: string): keyof typeof ocsfActivities {
  if (/_(created|issued|requested|engaged|opened|set|tested)$/.test(type)) return 1;
  if (/_(changed|rotated|suspended|resumed|released|reset|applied|resent|limited)$/.test(type)) return 3;
  return /_(revoked|removed|discarded|purged|expired)$/.test(type) ? 4 : 99;
}

/**
 * What a person or an operator changed as an OCSF API Activity, class 6003, with the profile `record_integrity`: the
 * fingerprint is of our row in its chain, which the export as JSON lines holds byte for byte.
 */
export function toAuditOcsf(
  { entry, prevHash, entryHash }: ChainRow,
  productVersion: string,
): Record<string, unknown> {
  const event = eventSchema.parse(entry);
  const activity = activityOf(event.type);
  const refused = event.type.endsWith('_refused');
  const severity = refused ? 3 : 1;
  return {
    category_uid: 6,
    category_name: 'Application Activity',
    class_uid: 6003,
    class_name: 'API Activity',
    activity_id: activity,
    activity_name: ocsfActivities[activity],
    type_uid: 600_300 + activity,
    type_name: `API Activity: ${ocsfActivities[activity]}`,
    time: Date.parse(event.at),
    severity_id: severity,
    severity: ocsfSeverities[severity],
    status_id: refused ? 2 : 1,
    status: refused ? 'Failure' : 'Success',
    metadata: {
      version: ocsfVersion,
      profiles: ['record_integrity'],
      product: { name: 'Countersign', vendor_name: 'Countersign', version: productVersion },
      log_name: 'audit',
      uid: event.id,
      event_code: event.type,
      ...given({ correlation_uid: event.correlation_id }),
      sequence: event.seq,
      original_time: event.at,
      tenant_uid: event.tenant_id,
    },
    actor: { user: { uid: event.actor_id, ...userTypes[event.actor_kind] } },
    api: {
      operation: event.type,
      service: { name: 'self', version: productVersion },
      ...(event.correlation_id !== undefined && { request: { uid: event.correlation_id } }),
    },
    // An audit event keeps no address: the door by which it came is what is known of where.
    src_endpoint: { name: event.channel },
    resources: [{ uid: event.subject, type: event.subject.split('_')[0] ?? event.subject }],
    attestation_list: [
      { uid: event.id, chain_uid: `${event.tenant_id}/audit`, fingerprint: sha256Fingerprint(entryHash) },
    ],
    unmapped: given({
      prev_hash: prevHash,
      before: event.before,
      after: event.after,
      reason: event.reason,
      channel: event.channel,
    }),
  };
}
