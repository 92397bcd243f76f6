import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { proposalOf } from '@/db/testing/proposals';
import type { Agent, Human } from '@/lib/domain/actor';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { checkDraft } from './check-draft';
import { createDraft } from './create-draft';
import { discardDraft } from './discard-draft';
import { reviewDraft } from './review-draft';

let reviewer: Human;
let agent: Agent;
let other: Agent;

beforeAll(async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  agent = (await makeKey(person)).agent;
  other = (await makeKey(person)).agent;
});

const request = { correlationId: 'req_twins', channel: 'mcp' } as const;
const warned = async (by: Agent | Human, over: Record<string, unknown>) =>
  accepted(await createDraft(by, 'endpoint', proposalOf(over), request)).warnings.filter((warning) =>
    warning.includes('also wants to'),
  );
const twinsOf = async (id: string) =>
  accepted(await reviewDraft(reviewer, id)).twins.map(({ id: twin }) => twin);

describe('two pending drafts of one resource', () => {
  it('are said on either page, and a draft of another resource is not', async () => {
    const first = await propose(agent, { name: 'twins' });
    await propose(agent, { name: 'another' });
    expect(await twinsOf(first.id)).toEqual([]);
    const second = await propose(agent, { name: 'twins', timeout_seconds: 9 });
    expect(await twinsOf(first.id)).toEqual([second.id]);
    expect(await twinsOf(second.id)).toEqual([first.id]);
  });

  it('are no longer said once one of them is decided', async () => {
    const [kept, dropped, applied] = [
      await propose(agent, { name: 'decided' }),
      await propose(agent, { name: 'decided', timeout_seconds: 9 }),
      await propose(agent, { name: 'decided', timeout_seconds: 8 }),
    ];
    const discard = { draftId: dropped.id, reason: 'duplicate', message: '', idempotencyKey: null } as const;
    accepted(await discardDraft(reviewer, discard));
    expect(await twinsOf(kept.id)).toEqual([applied.id]);
    accepted(await apply(reviewer, applied));
    expect(await twinsOf(kept.id)).toEqual([]);
    expect(await twinsOf(applied.id)).toEqual([]);
  });

  it('are told to whoever proposes the second one, and to a dry run', async () => {
    const first = await propose(agent, { name: 'told' });
    const same = `${first.id} also wants to create told, with exactly the same spec.`;
    const checked = accepted(
      await checkDraft(other, 'endpoint', { spec: proposalOf({ name: 'told' }).spec }),
    );
    expect(checked.warnings).toContain(same);
    expect(await warned(other, { name: 'told' })).toEqual([same]);
    const [, ...others] = await warned(agent, { name: 'told', timeout_seconds: 9 });
    expect(others).toEqual([`${first.id} also wants to create told.`]);
  });

  it('are told without an id to a key that may not read drafts', async () => {
    await propose(agent, { name: 'blind' });
    const scopes = other.scopes.filter((scope) => scope !== 'mcp:read:drafts');
    expect(scopes.length).toBe(other.scopes.length - 1);
    expect(await warned({ ...other, scopes }, { name: 'blind' })).toEqual([
      'Another pending draft also wants to create blind, with exactly the same spec.',
    ]);
  });

  it('are not said of what the proposer repeats: that is one draft, and said so once', async () => {
    const first = await propose(agent, { name: 'repeated' });
    const input = proposalOf({ name: 'repeated' });
    const once = [`You proposed this before: ${first.id} waits for a decision, and nothing new is made.`];
    const again = accepted(await createDraft(agent, 'endpoint', input, request));
    expect(again).toMatchObject({ duplicate: true, draft: { id: first.id }, warnings: once });
    const checked = accepted(await checkDraft(agent, 'endpoint', { spec: input.spec }));
    expect(checked.warnings).toEqual(once);
    const another = await propose(other, { name: 'repeated' });
    const [, twin] = accepted(await createDraft(agent, 'endpoint', input, request)).warnings;
    expect(twin).toBe(`${another.id} also wants to create repeated, with exactly the same spec.`);
  });
});
