import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json';
import { evidenceEvents, leafOf } from './leaf';

const record = fc.record({
  event: fc.constantFrom(...evidenceEvents),
  id: fc.string({ unit: 'grapheme' }),
  tenant: fc.string({ unit: 'grapheme' }),
  subject: fc.string({ unit: 'grapheme' }),
  payload: fc.dictionary(
    fc.string({ unit: 'grapheme' }),
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.array(fc.boolean())),
    { noNullPrototype: true },
  ),
});
const textOf = (entry: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(entry);

describe('leafOf', () => {
  it('writes exactly these bytes', () => {
    const leaf = leafOf({
      event: 'draft_created',
      id: 'evd_1',
      tenant: 't',
      subject: 'drf_1',
      payload: { b: 'é', a: 1 },
    });
    expect(leaf).toMatchObject({ event: 'draft_created', id: 'evd_1', subject: 'drf_1' });
    expect(textOf(leaf.entry)).toBe(
      '{"event":"draft_created","id":"evd_1","payload":{"a":1,"b":"é"},"subject":"drf_1","tenant":"t","v":1}',
    );
  });

  it('holds canonical UTF-8 that reads back as the record', () => {
    fc.assert(
      fc.property(record, (given) => {
        const leaf = leafOf(given);
        const text = textOf(leaf.entry);
        const read: unknown = JSON.parse(text);
        expect(read).toEqual({ v: 1, ...given });
        expect(canonicalJson(read)).toBe(text);
        expect([leaf.event, leaf.id, leaf.subject]).toEqual([given.event, given.id, given.subject]);
      }),
    );
  });

  it('refuses what it could not store byte for byte', () => {
    const payloads = [{ at: new Date(0) }, { count: 1.5 }, { name: '\ud800' }, { gone: undefined }];
    for (const payload of payloads) {
      const faulty = { event: 'draft_created', id: 'evd_1', tenant: 't', subject: 'drf_1', payload } as const;
      expect(() => leafOf(faulty)).toThrow(Error);
    }
  });

  it('knows these events', () => {
    expect(evidenceEvents).toEqual([
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
    ]);
  });
});
