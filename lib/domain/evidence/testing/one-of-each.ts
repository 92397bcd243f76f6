import { passwordResetEvidence, sessionsEndedEvidence, terminalApprovedEvidence } from '../access-evidence';
import { appliedEvidence } from '../applied-evidence';
import { applyConfirmedEvidence } from '../apply-confirmed-evidence';
import { boundaryTestedEvidence } from '../boundary-tested-evidence';
import { callsPurgedEvidence } from '../calls-purged-evidence';
import { circuitClosedEvidence, circuitOpenedEvidence, circuitResetEvidence } from '../circuit-evidence';
import {
  controlPlaneGoneEvidence,
  controlPlaneRemovedEvidence,
  controlPlaneSetEvidence,
} from '../control-plane-evidence';
import { createdEvidence } from '../created-evidence';
import { deliveryResentEvidence } from '../delivery-resent-evidence';
import { discardedEvidence } from '../discarded-evidence';
import { expiredEvidence } from '../expired-evidence';
import {
  keyChangedEvidence,
  keyIssuedEvidence,
  keyResumedEvidence,
  keyRevokedEvidence,
  keyRotatedEvidence,
  keySuspendedEvidence,
} from '../key-evidence';
import type { EvidenceEvent, Leaf } from '../leaf';
import { personAddedEvidence, personInvitedEvidence } from '../person-evidence';
import { policyChangedEvidence } from '../policy-evidence';
import { purgedEvidence } from '../purged-evidence';
import { refusedEvidence } from '../refused-evidence';
import { restoredEvidence } from '../restored-evidence';
import { serviceIssuedEvidence, serviceRevokedEvidence } from '../service-evidence';
import { settingsChangedEvidence } from '../settings-evidence';
import { stopEngagedEvidence, stopReleasedEvidence } from '../stop-evidence';
import { tenantCreatedEvidence } from '../tenant-created-evidence';
import { viewedEvidence } from '../viewed-evidence';

const at = new Date('2026-03-01T12:00:00.007Z');
const until = new Date('2026-03-01T13:00:00.007Z');
const salt = Buffer.alloc(16, 7);
// Callers hold more than a record names; none of it may reach a leaf.
const by = { kind: 'system' as const, id: 'system:operator', name: '‹Ada›', email: '‹ada@acme.example.com›' };
const of = { id: 'evd_1', tenant: 'acme', at, by: 'system:operator', name: '‹Ada›' };
const draft = { id: 'evd_1', tenant: 'acme', draftId: 'drf_1' };
const key = { id: 'evd_1', tenant: 'acme', keyId: 'key_1', by, at, revision: 2 };
const grant = { validUntil: until, grantDigest: 'sha256:aa' };
const stop = { id: 'evd_1', tenant: 'acme', stopId: 'stp_1', by, at, reason: '‹why›', salt };
const life = { usual: 72, least: 1, most: 720, retentionDays: 30 };
const circuit = { id: 'evd_1', tenant: 'acme', keyId: 'key_1', at };
const plane = { id: 'evd_1', tenant: 'acme' };

/** One leaf of each event, with every field that it may have. What callers hold beside it is in ‹ ›. */
export const oneOfEach: Record<EvidenceEvent, Leaf> = {
  draft_created: createdEvidence({
    ...draft,
    type: 'endpoint',
    createdBy: { kind: 'agent', id: 'key_1', name: '‹bot›' },
    channel: 'mcp',
    createdAt: at,
    proposedSpecDigest: 'sha256:aa',
    follows: { as: 'revert', draftId: 'drf_0' },
  }),
  draft_viewed: viewedEvidence({
    ...draft,
    viewedBy: 'usr_1',
    viewedAt: at,
    decision: 'apply',
    shownDigest: 'sha256:aa',
    digestSent: true,
    tickedFlags: ['new-domain'],
    surface: 'cli',
    confirmationId: 'cnf_1',
  }),
  draft_applied: appliedEvidence({
    ...draft,
    appliedBy: 'usr_1',
    appliedAt: at,
    resource: { kind: 'endpoint', id: 'end_1', version: 1 },
    acknowledgedFlags: ['new-domain'],
    previousDigest: 'sha256:bb',
  }),
  draft_discarded: discardedEvidence({
    ...draft,
    discardedBy: { kind: 'human', id: 'usr_1' },
    discardedAt: at,
    reason: 'duplicate',
    message: '‹not now›',
    salt,
  }),
  draft_expired: expiredEvidence({ ...draft, expiredAt: at }),
  draft_purged: purgedEvidence({ ...draft, purgedAt: at }),
  draft_apply_refused: refusedEvidence({
    ...draft,
    attemptedBy: { kind: 'agent', id: 'key_1' },
    attemptedAt: at,
    codes: ['MCP_CANNOT_APPLY'],
  }),
  apply_confirmed: applyConfirmedEvidence({
    ...draft,
    confirmationId: 'cnf_1',
    confirmedBy: 'usr_1',
    confirmedAt: at,
    digest: 'sha256:aa',
    flags: ['new-domain'],
    until,
  }),
  tenant_created: tenantCreatedEvidence({
    id: 'evd_1',
    tenant: 'acme',
    createdBy: 'system:operator',
    createdAt: at,
  }),
  person_invited: personInvitedEvidence({ ...of, by, role: 'admin', invitationId: 'inv_1', until }),
  person_added: personAddedEvidence({
    ...of,
    by,
    role: 'admin',
    personId: 'usr_1',
    signsInWith: 'single_sign_on',
    invitationId: 'inv_1',
  }),
  password_reset: passwordResetEvidence({ ...of, personId: 'usr_1' }),
  sessions_ended: sessionsEndedEvidence({ ...of, personId: 'usr_1', ended: 3 }),
  terminal_approved: terminalApprovedEvidence({ ...of, sessionId: 'ses_1', personId: 'usr_1', until }),
  service_issued: serviceIssuedEvidence({ ...of, credentialId: 'crd_1', validUntil: until }),
  service_revoked: serviceRevokedEvidence({ ...of, credentialId: 'crd_1' }),
  control_plane_set: controlPlaneSetEvidence({
    ...plane,
    setBy: 'system:operator',
    setAt: at,
    url: new URL('https://control.acme.com/‹path›'),
    salt,
    secretIds: ['a1'],
  }),
  control_plane_removed: controlPlaneRemovedEvidence({
    ...plane,
    removedBy: 'system:operator',
    removedAt: at,
  }),
  control_plane_gone: controlPlaneGoneEvidence({ ...plane, goneAt: at, deliveryId: 'dlv_1' }),
  delivery_resent: deliveryResentEvidence({
    ...draft,
    deliveryId: 'dlv_1',
    resentBy: 'usr_1',
    resentAt: at,
  }),
  settings_changed: settingsChangedEvidence({
    ...of,
    changedBy: by,
    changedAt: at,
    before: life,
    after: life,
  }),
  policy_changed: policyChangedEvidence({
    ...of,
    changedBy: 'usr_1',
    changedAt: at,
    change: 'added',
    ruleId: 'rul_1',
    version: 1,
    before: [],
    after: [],
  }),
  stop_engaged: stopEngagedEvidence({ ...stop, scope: 'key', stopped: 'key_1' }),
  stop_released: stopReleasedEvidence(stop),
  circuit_opened: circuitOpenedEvidence({
    ...circuit,
    score: 20,
    trips: 1,
    openUntil: until,
    lastCode: 'MCP_CANNOT_APPLY',
  }),
  circuit_reset: circuitResetEvidence({ ...circuit, resetBy: 'usr_1', reason: '‹why›', salt }),
  circuit_closed: circuitClosedEvidence(circuit),
  calls_purged: callsPurgedEvidence({
    ...plane,
    purgedAt: at,
    removed: 5,
    throughSeq: 5,
    anchorHash: 'sha256:aa',
  }),
  key_issued: keyIssuedEvidence({ ...key, ...grant, ownerId: 'usr_1' }),
  key_rotated: keyRotatedEvidence({ ...key, ...grant, successor: 'key_2', graceUntil: until }),
  key_suspended: keySuspendedEvidence(key),
  key_resumed: keyResumedEvidence(key),
  key_revoked: keyRevokedEvidence(key),
  key_changed: keyChangedEvidence({ ...key, before: 'sha256:aa', after: 'sha256:bb' }),
  boundary_tested: boundaryTestedEvidence({
    ...of,
    testId: 'bnd_1',
    passed: 9,
    failed: 0,
    version: '1.0.0',
    reportDigest: 'sha256:aa',
  }),
  log_restored: restoredEvidence({
    id: 'evd_1',
    tenant: 'acme',
    by: 'system:operator',
    at,
    signedSize: 7,
    signedRoot: 'cm9vdA==',
    reason: '‹why›',
    salt,
  }),
};
