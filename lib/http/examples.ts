import { digestOf, sha256Hex } from '@/lib/domain/evidence/digest';
import { leafOf } from '@/lib/domain/evidence/leaf';
import { endpoint } from '@/lib/domain/resource/endpoint/endpoint';
import type { DraftDetail } from '@/lib/domain/wire/draft-detail-wire';
import type { DraftWire } from '@/lib/domain/wire/draft-wire';
import type { EndpointVersionWire, EndpointWire } from '@/lib/domain/wire/endpoint-wire';
import type { EvidenceWire } from '@/lib/domain/wire/evidence-wire';

/** Values for the published description, each the answer that the product would give. */
export const specExample = endpoint.examples[0] ?? {};
const name = endpoint.nameOf(specExample);
const digest = digestOf(specExample);
const draftId = 'drf_01KAJ3V7Q8M2N4P6R8T0V2X4Z6';
const person = { id: 'usr_01KAJ3V7Q8M2N4P6R8T0V2X4Z7', name: 'Robin Reviewer' };
const agent = { kind: 'agent', id: 'key_01KAJ3V7Q8M2N4P6R8T0V2X4Z8', name: 'deploy-bot' } as const;
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

export const draftExample: DraftWire = {
  id: draftId,
  type: 'endpoint',
  operation: 'create',
  status: 'applied',
  proposed_spec_digest: digest,
  lock_version: 2,
  expires_at: '2026-11-24T09:30:00.000Z',
  created_at: createdAt,
  resource_name: name,
  environment: endpoint.environmentOf(specExample),
  channel: 'api',
  created_by: agent,
  base: { state: 'absent' },
  summary: `Create ${name}`,
  change_count: 8,
  risk: { tier: 'high', flags: ['new-domain'] },
  decided_at: appliedAt,
  decided_by: { kind: 'human', ...person },
};

const { risk: _, ...draftWithoutRisk } = draftExample;
export const draftDetailExample: DraftDetail = {
  ...draftWithoutRisk,
  proposed_spec: specExample,
  digest_code: digest
    .slice(7, 15)
    .toUpperCase()
    .replace(/^(.{4})/, '$1-'),
  live: { version: 1, digest },
  changes: { words: [`Name ${name}`], fields: [] },
  checks: [
    {
      number: 1,
      id: 'human_only',
      title: 'Decided by a person',
      status: 'pass',
      detail: 'no agent credential present',
      code: null,
    },
  ],
  checked_at: appliedAt,
  risk: { tier: 'high', flags: [] },
  moved: [],
  rationale: 'Stripe events for the new ledger',
  task_ref: 'OPS-1204',
  run_id: null,
  correlation_id: 'req_01KAJ3V7Q8M2N4P6R8T0V2X4ZB',
  applied: { by: { kind: 'human', ...person }, at: appliedAt, resource: resourceExample },
  discard: null,
  evidence: [{ id: placeExample.id, event: 'draft_applied', merkle_position: 41 }],
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

const payload = {
  draft_id: draftId,
  applied_by: person.id,
  applied_at: appliedAt,
  resource_created: resourceExample,
  previous_digest: digest,
};
const leaf = leafOf({
  event: 'draft_applied',
  id: placeExample.id,
  tenant: '5f0c1f0e-6a57-4a1e-9a41-1a9c8b1f6f10',
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
