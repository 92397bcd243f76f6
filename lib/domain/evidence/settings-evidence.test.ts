import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json';
import { settingsChangedEvidence } from './settings-evidence';

it('settings_changed names who, when, and what it was and is: nothing else reaches the leaf', () => {
  const someone = { kind: 'human' as const, id: 'usr_1', name: '‹Ada›', email: '‹ada@acme.example.com›' };
  const before = { usual: 72, least: 1, most: 720, retentionDays: 90 };
  const leaf = settingsChangedEvidence({
    id: 'evd_1',
    tenant: 'acme',
    changedBy: someone,
    changedAt: new Date('2026-03-01T12:00:00.007Z'),
    before,
    after: { ...before, usual: 24 },
  });
  const text = new TextDecoder().decode(leaf.entry);
  expect(JSON.parse(text)).toEqual({
    v: 1,
    tenant: 'acme',
    id: 'evd_1',
    event: 'settings_changed',
    subject: 'draft_settings',
    payload: {
      changed_by: { kind: 'human', id: 'usr_1' },
      changed_at: '2026-03-01T12:00:00.007Z',
      before: { ttl_hours: 72, ttl_min_hours: 1, ttl_max_hours: 720, expired_retention_days: 90 },
      after: { ttl_hours: 24, ttl_min_hours: 1, ttl_max_hours: 720, expired_retention_days: 90 },
    },
  });
  expect(text).toBe(canonicalJson(JSON.parse(text)));
});
