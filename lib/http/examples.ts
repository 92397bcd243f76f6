import type { Human } from '@/lib/domain/actor';
import { dryRun } from '@/lib/domain/draft/apply/dry-run';
import { appraise } from '@/lib/domain/draft/appraise';
import type { Draft } from '@/lib/domain/draft/draft';
import { digestCode, digestOf, sha256Hex } from '@/lib/domain/evidence/digest';
import { leafOf } from '@/lib/domain/evidence/leaf';
import { writeFeedCursor } from '@/lib/domain/feed-cursor';
import { endpoint } from '@/lib/domain/resource/endpoint/endpoint';
import { visibleJson } from '@/lib/domain/text/visible-json';
import { type CheckedProposalWire, toAppraised } from '@/lib/domain/wire/checked-proposal-wire';
import { toDraftDetail } from '@/lib/domain/wire/draft-detail-wire';
import { toDraftWire } from '@/lib/domain/wire/draft-wire';
import type { EndpointVersionWire, EndpointWire } from '@/lib/domain/wire/endpoint-wire';
import type { EvidenceWire } from '@/lib/domain/wire/evidence-wire';
import { toMayDecide } from '@/lib/domain/wire/may-decide-wire';
import { toOutcome } from '@/lib/domain/wire/outcome-wire';
import { toPressure } from '@/lib/domain/wire/pressure-wire';

/** Values for the published description, made by the functions that make the product's answers. */
export const specExample = endpoint.examples[0] ?? {};
const name = endpoint.nameOf(specExample);
const digest = digestOf(specExample);
const draftId = 'drf_01KAJ3V7Q8M2N4P6R8T0V2X4Z6';
const person = { id: 'usr_01KAJ3V7Q8M2N4P6R8T0V2X4Z7', name: 'Robin Reviewer' };
const agent = { kind: 'agent', id: 'key_01KAJ3V7Q8M2N4P6R8T0V2X4Z8', name: 'deploy-bot' } as const;
const tenant = '5f0c1f0e-6a57-4a1e-9a41-1a9c8b1f6f10';
const createdAt = '2026-11-21T09:30:00.000Z';
const appliedAt = '2026-11-21T09:42:10.250Z';

export const countersExample = { version: 41, pending: 3 };
export const reviewUrlExample = `https://countersign.example.com/drafts/${draftId}`;
export const resourceExample = {
  kind: 'endpoint',
  id: 'end_01KAJ3V7Q8M2N4P6R8T0V2X4Z9',
  version: 1,
} as const;
export const placeExample = { id: 'evd_01KAJ3V7Q8M2N4P6R8T0V2X4ZA', merkle_position: 41 };

const nothingLive = { knownHosts: new Map<string, number>(), firstDraftOfAgent: false };
const meaning = appraise(endpoint, 'create', { before: null, after: specExample }, nothingLive);
const reviewer: Human = {
  kind: 'human',
  tenantId: tenant,
  userId: person.id,
  sessionId: 'ses_01KAJ3V7Q8M2N4P6R8T0V2X4ZC',
  name: person.name,
  email: 'robin@acme.example',
  role: 'reviewer',
};

const pending: Draft = {
  id: draftId,
  tenantId: tenant,
  type: 'endpoint',
  operation: 'create',
  status: 'pending',
  channel: 'api',
  createdBy: agent,
  humanOwnerId: person.id,
  createdAt: new Date(createdAt),
  expiresAt: new Date('2026-11-24T09:30:00.000Z'),
  resourceName: name,
  environment: endpoint.environmentOf(specExample),
  proposedSpecDigest: digest,
  base: { state: 'absent' },
  summary: meaning.summary,
  changeCount: meaning.changes.changed.length,
  riskTier: meaning.riskTier,
  flagCodes: meaning.flags.map(({ code }) => code),
  lockVersion: 1,
  decidedAt: null,
  decidedBy: null,
  proposedSpec: specExample,
  flagsWhenProposed: meaning.flags,
  rationale: 'Stripe events for the new ledger',
  taskRef: 'OPS-1204',
  runId: null,
  surfaceHash: null,
  correlationId: 'req_01KAJ3V7Q8M2N4P6R8T0V2X4ZB',
  resourceId: null,
  resourceVersion: null,
  reverts: null,
  restores: null,
  discardReason: null,
  discardMessage: null,
  applyReason: null,
};
const decided = {
  lockVersion: 2,
  decidedAt: new Date(appliedAt),
  decidedBy: { kind: 'human', ...person },
} as const;

export const pendingExample = toDraftWire(pending);
export const appliedExample = toDraftWire({ ...pending, ...decided, status: 'applied' });
export const discardedExample = toDraftWire({ ...pending, ...decided, status: 'discarded' });

export const draftDetailExample = toDraftDetail({
  draft: pending,
  title: endpoint.title(null, specExample, name),
  live: null,
  before: null,
  proposedJson: visibleJson(specExample),
  digestCode: digestCode(digest),
  changes: meaning.changes,
  flags: meaning.flags,
  riskTier: meaning.riskTier,
  checks: dryRun({ actor: reviewer, draft: pending, now: new Date(createdAt) }),
  checkedAt: new Date(createdAt),
  moved: [],
  proposer: { agent: agent.name, keyId: agent.id, owner: person.name, record: { applied: 41, decided: 43 } },
  pressure: null,
  evidence: [{ id: placeExample.id, event: 'draft_created', position: placeExample.merkle_position }],
  acknowledgedFlags: [],
  twins: [],
  successor: null,
  apply: { state: 'ready' },
  discard: { state: 'ready' },
  mayDecide: null,
  ownAgent: false,
});

export const outcomeExample = toOutcome({ draft: pending, live: null, successor: null });
export const pressureExample = toPressure({
  refused: [
    {
      asked: 'draft_apply',
      rule: 'boundary:no-apply',
      code: 'MCP_CANNOT_APPLY',
      count: 2,
      first: new Date('2026-11-21T09:12:00.000Z'),
      last: new Date('2026-11-21T09:14:30.000Z'),
      inRun: true,
      after: false,
      onThis: false,
      by: null,
    },
  ],
  moreRefused: false,
  calls: [],
  moreCalls: false,
});

export const mayDecideExample = toMayDecide({
  people: [{ name: person.name, role: 'reviewer' }],
  more: 0,
  authorAlone: false,
});

export const checkedExample: CheckedProposalWire = {
  acceptable: true,
  refusal: null,
  checks: draftDetailExample.checks,
  proposed_spec_digest: digest,
  ...toAppraised(meaning),
  warnings: [],
  may_decide: mayDecideExample,
};

export const endpointExample: EndpointWire = {
  id: resourceExample.id,
  kind: 'endpoint',
  name,
  version: 1,
  digest,
  environment: endpoint.environmentOf(specExample),
  hook_id: 'hook_6f1c2b9a4e8d47d0a3b5c6d7e8f90a1b',
  spec: specExample,
  created_at: appliedAt,
  updated_at: appliedAt,
};

export const versionExample: EndpointVersionWire = {
  version: 1,
  operation: 'create',
  spec: specExample,
  digest,
  draft_id: draftId,
  applied_by: person,
  applied_at: appliedAt,
};

export const feedCursorExample = writeFeedCursor(tenant, {
  idx: placeExample.merkle_position,
  leafHash: Buffer.alloc(32, 7),
});

const payload = {
  draft_id: draftId,
  applied_by: person.id,
  applied_at: appliedAt,
  resource_created: resourceExample,
  acknowledged_flags: [],
  previous_digest: digest,
};
const leaf = leafOf({
  event: 'draft_applied',
  id: placeExample.id,
  tenant,
  subject: draftId,
  payload,
});

export const evidenceExample: EvidenceWire = {
  id: leaf.id,
  event: leaf.event,
  subject: leaf.subject,
  payload,
  merkle_position: placeExample.merkle_position,
  leaf_hash: `sha256:${sha256Hex(Buffer.concat([Buffer.of(0), leaf.entry]))}`,
  entry: Buffer.from(leaf.entry).toString('base64'),
  appended_at: appliedAt,
};

export const stopExample = {
  id: 'stp_01KAJ3V7Q8M2N4P6R8T0V2X4ZB',
  scope: 'run' as const,
  subject: 'run-2026-11-21-7',
  subject_name: 'run-2026-11-21-7',
  state: 'stopped' as const,
  engaged_by: person,
  engaged_at: '2026-11-21T09:50:00.000Z',
  reason: '',
  released: null,
};
