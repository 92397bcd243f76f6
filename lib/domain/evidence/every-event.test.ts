import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from './canonical-json';
import { type EvidenceEvent, evidenceEvents, type Leaf } from './leaf';
import { oneOfEach } from './testing/one-of-each';

const textOf = ({ entry }: Leaf) => new TextDecoder('utf-8', { fatal: true }).decode(entry);
const entrySchema = z.strictObject({
  v: z.literal(1),
  tenant: z.literal('acme'),
  id: z.literal('evd_1'),
  event: z.enum(evidenceEvents),
  subject: z.string().min(1),
  payload: z.record(z.string(), z.unknown()),
});
const read = (event: EvidenceEvent) => entrySchema.parse(JSON.parse(textOf(oneOfEach[event])));

it.each(evidenceEvents)(
  '%s says what it is, in canonical bytes, and holds no text that somebody typed',
  (event) => {
    expect(read(event)).toMatchObject({ event, subject: oneOfEach[event].subject });
    expect(textOf(oneOfEach[event])).toBe(canonicalJson(read(event)));
    expect(textOf(oneOfEach[event])).not.toMatch(/‹|@|%E2%80%B9/);
  },
);

describe('no two events share a field', () => {
  const holders = new Map<string, EvidenceEvent[]>();
  for (const event of evidenceEvents) {
    for (const name of Object.keys(read(event).payload)) {
      holders.set(name, [...(holders.get(name) ?? []), event]);
    }
  }
  const shared = Object.fromEntries([...holders].filter(([, events]) => events.length > 1));

  it('but the draft that they are about, and those of keys and credentials, which were published so', () => {
    const keys: EvidenceEvent[] = [
      'key_issued',
      'key_rotated',
      'key_suspended',
      'key_resumed',
      'key_revoked',
      'key_changed',
    ];
    expect(shared).toEqual({
      draft_id: [
        'draft_created',
        'draft_viewed',
        'draft_applied',
        'draft_discarded',
        'draft_expired',
        'draft_purged',
        'draft_apply_refused',
        'apply_confirmed',
        'delivery_resent',
      ],
      revision: keys,
      issued_by: ['service_issued', 'key_issued'],
      issued_at: ['service_issued', 'key_issued'],
      revoked_by: ['service_revoked', 'key_revoked'],
      revoked_at: ['service_revoked', 'key_revoked'],
      valid_until: ['service_issued', 'key_issued', 'key_rotated'],
      grant_digest: ['key_issued', 'key_rotated'],
      changed_by: ['settings_changed', 'key_changed'],
      changed_at: ['settings_changed', 'key_changed'],
    });
  });
});

it.each(evidenceEvents)('%s has its place in the inventory', (event) => {
  const inventory = readFileSync(new URL('../../../docs/evidence-record.md', import.meta.url), 'utf8');
  expect(inventory).toContain(`\`${event}\``);
});

const [moment, later] = ['2026-03-01T12:00:00.007Z', '2026-03-01T13:00:00.007Z'];
const system = { kind: 'system', id: 'system:operator' };
it.each<[EvidenceEvent, string, Record<string, unknown>]>([
  [
    'draft_viewed',
    'drf_1',
    {
      draft_id: 'drf_1',
      viewed_by: 'usr_1',
      viewed_at: moment,
      viewed_for: 'apply',
      shown_digest: 'sha256:aa',
      digest_sent: true,
      ticked_flags: ['new-domain'],
      surface: 'cli',
      by_confirmation: 'cnf_1',
    },
  ],
  [
    'apply_confirmed',
    'drf_1',
    {
      draft_id: 'drf_1',
      confirmation: 'cnf_1',
      confirmed_by: 'usr_1',
      confirmed_at: moment,
      confirmed_digest: 'sha256:aa',
      confirmed_flags: ['new-domain'],
      confirmed_until: later,
    },
  ],
  ['tenant_created', 'acme', { tenant_created_by: system, tenant_created_at: moment }],
  [
    'person_invited',
    'inv_1',
    { invited_by: system, invited_at: moment, invited_role: 'admin', invitation_until: later },
  ],
  [
    'person_added',
    'usr_1',
    {
      added_by: system,
      added_at: moment,
      added_role: 'admin',
      signs_in_with: 'single_sign_on',
      by_invitation: 'inv_1',
    },
  ],
  ['password_reset', 'usr_1', { password_reset_by: system, password_reset_at: moment }],
  ['sessions_ended', 'usr_1', { sessions_ended_by: system, sessions_ended_at: moment, sessions_ended: 3 }],
  ['terminal_approved', 'ses_1', { approved_by: 'usr_1', approved_at: moment, approved_until: later }],
  ['control_plane_gone', 'control_plane', { gone_at: moment, gone_delivery: 'dlv_1' }],
  ['circuit_closed', 'key_1', { circuit_closed_at: moment }],
])('%s says exactly this', (event, subject, payload) => {
  expect(read(event)).toMatchObject({ subject });
  expect(read(event).payload).toEqual(payload);
});
