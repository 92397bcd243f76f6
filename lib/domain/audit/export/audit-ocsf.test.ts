import { describe, expect, it } from 'vitest';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { entryHashOf, firstPrevHash } from '../../calls/chain';
import { ocsfProblems } from '../../calls/export/testing/ocsf-problems';
import { toAuditOcsf } from './audit-ocsf';

const plain = {
  id: 'aud_01J00000000000000000000000',
  seq: 3,
  tenant_id: '00000000-0000-4000-8000-000000000000',
  type: 'key_issued',
  actor_kind: 'human',
  actor_id: 'usr_1',
  channel: 'ui',
  subject: 'key_1',
  at: '2026-11-21T09:30:00.007Z',
};
const full = {
  ...plain,
  before: '{"a":1}',
  after: '{"a":2}',
  reason: 'The shop moves.',
  correlation_id: 'req_1',
};
const rowOf = (entry: Record<string, unknown>) => ({
  seq: 3,
  id: plain.id,
  entry,
  prevHash: firstPrevHash,
  entryHash: entryHashOf(firstPrevHash, entry),
});
const ocsf = (over: Record<string, unknown> = {}) => toAuditOcsf(rowOf({ ...full, ...over }), '1.2.3');

describe('an audit event as OCSF', () => {
  it.each([
    ['little', plain],
    ['everything', full],
  ])('is an API Activity of the published schema, with %s', (_, entry) => {
    expect(ocsfProblems(toAuditOcsf(rowOf(entry), '1.2.3'))).toEqual([]);
  });

  it('says who did what, by which door, and keeps the rest unmapped', () => {
    expect(ocsf()).toMatchObject({
      class_uid: 6003,
      time: Date.parse(plain.at),
      metadata: { uid: plain.id, version: '1.9.0', product: { name: 'Countersign', version: '1.2.3' } },
      actor: { user: { uid: 'usr_1', type: 'User' } },
      api: { operation: 'key_issued', request: { uid: 'req_1' } },
      src_endpoint: { name: 'ui' },
      resources: [{ uid: 'key_1', type: 'key' }],
      unmapped: { before: '{"a":1}', after: '{"a":2}', reason: 'The shop moves.', channel: 'ui' },
    });
  });

  it.each([
    ['key_issued', 'Create', 'Success', 'Informational'],
    ['evidence_bundle_requested', 'Create', 'Success', 'Informational'],
    ['key_changed', 'Update', 'Success', 'Informational'],
    ['draft_applied', 'Update', 'Success', 'Informational'],
    ['key_revoked', 'Delete', 'Success', 'Informational'],
    ['draft_apply_refused', 'Other', 'Failure', 'Medium'],
    ['something_new', 'Other', 'Success', 'Informational'],
  ])('%s is %s, %s, %s', (type, activity_name, status, severity) => {
    expect(ocsf({ type })).toMatchObject({ activity_name, status, severity });
  });

  it.each(['human', 'agent', 'system'])('of %s, and of every event that there is, is valid', (actor_kind) => {
    for (const type of evidenceEvents) expect(ocsfProblems(ocsf({ type, actor_kind }))).toEqual([]);
  });
});

describe('the excerpt of the schema', () => {
  const { actor, src_endpoint: _endpoint, ...rest } = ocsf();
  it.each([
    ['a missing requirement', { ...rest, actor }, 'src_endpoint: is required'],
    ['another number', { ...ocsf(), severity_id: 7 }, 'severity_id: 7 is not in the enumeration'],
    ['other words for a number', { ...ocsf(), status: 'Fine' }, 'status_id: "Fine" is not Success'],
    ['seconds', { ...ocsf(), time: 1_795_253_400 }, 'time: is no timestamp'],
    ['an attribute of ours', { ...ocsf(), draft: 'x' }, 'draft: is not in the schema'],
    [
      'what was deprecated',
      { ...ocsf(), actor: { user: { uid: 'u' }, app_name: 'x' } },
      'actor.app_name: is deprecated',
    ],
    [
      'an attribute of a profile that is not named',
      { ...ocsf(), ai_agent: { name: 'x' } },
      'ai_agent: not without the profile ai_operation',
    ],
    [
      'nobody',
      { ...ocsf(), actor: {} },
      'actor.: needs one of process, user, session, application, app_name, app_uid, invoked_by',
    ],
  ])('finds %s', (_what, event, problem) => {
    expect(ocsfProblems(event)).toContain(problem);
  });
});
