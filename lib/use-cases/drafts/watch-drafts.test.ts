import { beforeAll, describe, expect, it } from 'vitest';
import { makeTeam } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import { toOutcome } from '@/lib/domain/wire/outcome-wire';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { discardDraft } from './discard-draft';
import { restoreDraft } from './restore-draft';
import { revertDraft } from './revert-draft';
import { reviewDraft } from './review-draft';
import { watchDrafts } from './watch-drafts';

let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  ({ reviewer, agent } = await makeTeam());
});

const request = { correlationId: 'req_test', channel: 'ui' } as const;
const follow = (draftId: string) => ({ draftId, rationale: null, idempotencyKey: null });

/** The outcome that the review tells, once the watch has told the same kind. */
async function outcome({ id }: { id: string }) {
  const told = toOutcome(accepted(await reviewDraft(agent, id)));
  const { marks } = await watchDrafts(agent, [id], '');
  expect(marks?.get(id)?.kind).toBe(told.kind);
  return told;
}

describe('what became of a draft', () => {
  it('is that its base moved, when one proposed before it was applied', async () => {
    const older = await propose(agent, { name: 'moved' });
    const draft = await propose(agent, { name: 'moved', timeout_seconds: 9 });
    expect(await outcome(draft)).toMatchObject({ kind: 'pending', next_action: { do: 'ask_person' } });
    accepted(await apply(reviewer, older));
    expect(await outcome(draft)).toMatchObject({
      kind: 'base_moved',
      next_action: { do: 'propose_again', operation: 'update', base_version: 1 },
    });
    expect(await outcome(older)).toMatchObject({ kind: 'applied', next_action: { do: 'nothing' } });
  });

  it('is that it was superseded, when one proposed after it was applied', async () => {
    const draft = await propose(agent, { name: 'replaced' });
    const newer = await propose(agent, { name: 'replaced', timeout_seconds: 9 });
    accepted(await apply(reviewer, newer));
    expect(await outcome(draft)).toMatchObject({
      kind: 'superseded',
      next_action: { do: 'read_why', tool: 'draft_show', draft_id: newer.id, base_version: 1 },
    });
  });

  it('is the code of its discarding, until a person proposes it once more', async () => {
    const draft = await propose(agent, { name: 'restored' });
    const said = { reason: 'too_risky', message: 'Not on a Friday.', idempotencyKey: null } as const;
    accepted(await discardDraft(reviewer, { draftId: draft.id, ...said }));
    expect(await outcome(draft)).toMatchObject({ kind: 'discarded', reason_code: 'too_risky' });
    const again = accepted(await restoreDraft(reviewer, follow(draft.id), request)).draft;
    expect(await outcome(draft)).toMatchObject({
      kind: 'superseded',
      reason_code: 'too_risky',
      next_action: { draft_id: again.id },
    });
  });

  it('is that it was applied, until a person undoes it', async () => {
    const draft = await propose(agent, { name: 'undone' });
    accepted(await apply(reviewer, draft));
    const undoing = accepted(await revertDraft(reviewer, follow(draft.id), request)).draft;
    expect(await outcome(draft)).toMatchObject({ kind: 'applied' });
    accepted(await apply(reviewer, undoing));
    expect(await outcome(draft)).toMatchObject({
      kind: 'superseded',
      next_action: { do: 'read_why', draft_id: undoing.id },
    });
  });

  it('is asked for again only when something of the tenant moved, and is nobody else’s', async () => {
    const draft = await propose(agent, { name: 'watched' });
    const { state } = await watchDrafts(agent, [draft.id], '');
    expect(await watchDrafts(agent, [draft.id], state)).toEqual({ state, marks: null });
    const stranger = await makeTeam();
    expect((await watchDrafts(stranger.agent, [draft.id], '')).marks).toEqual(new Map());
  });
});
