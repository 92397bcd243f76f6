import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newId } from '@/db/new-id';
import { withTenant, withTenantRead } from '@/db/tenant';
import { makeTeam } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import { principalOf } from '@/lib/domain/actor';
import { createdEvidence } from '@/lib/domain/evidence/created-evidence';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { listDrafts } from './draft-list';
import type { NewDraft } from './draft-row';
import { findDraft, insertDraft, pendingDraft } from './drafts';

const { agent, reviewer } = await makeTeam();

const draftOf = (change: Partial<NewDraft> = {}): NewDraft => ({
  id: newId('drf'),
  type: 'endpoint',
  operation: 'create',
  channel: 'mcp',
  created_by_kind: 'agent',
  created_by_id: principalOf(agent),
  created_by_name: agent.name,
  human_owner_id: agent.ownerId,
  created_at: new Date(),
  expires_at: new Date(Date.now() + 3_600_000),
  resource_name: `orders-${randomUUID().slice(0, 8)}`,
  environment: 'dev',
  proposed_spec: { name: 'orders' },
  proposed_spec_digest: `sha256:${'0'.repeat(64)}`,
  base_resource_id: null,
  base_version: null,
  base_digest: null,
  rationale: 'because',
  task_ref: null,
  run_id: null,
  correlation_id: 'req_test',
  surface_hash: null,
  summary: 'Create',
  change_count: 1,
  risk_tier: 'low',
  flag_codes: [],
  flags: [],
  reverts: null,
  restores: null,
  ...change,
});

const insert = (draft: NewDraft) =>
  withTenant(agent, async (tx) => {
    const { id: draftId, type, channel, created_at: createdAt } = draft;
    const { createdBy } = pendingDraft(tx, draft);
    const digest = draft.proposed_spec_digest;
    const said = { draftId, type, createdBy, channel, createdAt, proposedSpecDigest: digest, follows: null };
    insertDraft(tx, draft, createdEvidence({ id: newId('evd'), tenant: tx.tenantId, ...said }));
  });

const leavesAbout = (draftId: string) =>
  withTenantRead(agent, ({ sql }) => sql`select event from log_leaves where subject = ${draftId}`);

describe('insertDraft', () => {
  it('stores the draft and its leaf together', async () => {
    const draft = draftOf();
    const { evidence } = await insert(draft);
    expect(evidence).toEqual([expect.objectContaining({ event: 'draft_created' })]);
    expect(await leavesAbout(draft.id)).toEqual([{ event: 'draft_created' }]);
  });

  it('leaves no leaf where the database refuses the draft', async () => {
    const draft = draftOf({ rationale: 'x'.repeat(2001) });
    await expect(insert(draft)).rejects.toMatchObject({ code: '23514' });
    expect(await leavesAbout(draft.id)).toHaveLength(0);
  });

  it('leaves no leaf where the draft cannot even be sent', async () => {
    const draft = draftOf({ proposed_spec: undefined });
    await expect(insert(draft)).rejects.toBeInstanceOf(TypeError);
    expect(await leavesAbout(draft.id)).toHaveLength(0);
  });

  it('is answered as it is stored', async () => {
    const { draft } = accepted(
      await createDraft(agent, 'endpoint', proposalOf({ name: 'as-stored' }), {
        correlationId: 'req_test',
        channel: 'mcp',
      }),
    );
    const stored = await withTenantRead(agent, (tx) => findDraft(tx, draft.id));
    expect(stored).toMatchObject(draft);
  });
});

describe('listDrafts', () => {
  it('sets what is live only beside a draft of its own kind', async () => {
    const name = 'one-name';
    accepted(await apply(reviewer, await propose(agent, { name })));
    const [same, other] = [draftOf({ resource_name: name }), draftOf({ resource_name: name, type: 'route' })];
    await insert(same);
    await insert(other);
    const filter = { now: new Date(), status: 'pending', order: 'created', limit: 10 } as const;
    const listed = await withTenantRead(agent, (tx) => listDrafts(tx, filter));
    const live = new Map(listed.map((row) => [row.draft.id, row.live]));
    expect(live.get(same.id)).toMatchObject({ version: 1 });
    expect(live.get(other.id)).toBeNull();
  });
});
