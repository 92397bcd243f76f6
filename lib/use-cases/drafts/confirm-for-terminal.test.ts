import { describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant, makeTerminal } from '@/db/testing/fixtures';
import type { Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { confirmationState, confirmForTerminal } from './confirm-for-terminal';
import { reviewDraft } from './review-draft';

async function scene() {
  const tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  const [browser, terminal] = [await makeSession(person), await makeTerminal(person)];
  const { agent } = await makeKey(person);
  // Agent and host are known afterwards: the draft is medium, and no flag of it asks for a tick.
  accepted(await apply(browser, await propose(agent, { name: 'known' })));
  return { tenant, person, browser, terminal, agent, draft: await propose(agent) };
}

const confirm = (
  actor: Human,
  { id: draftId, proposedSpecDigest, lockVersion }: DraftSummary,
  acknowledgedFlags: readonly string[] = [],
) => confirmForTerminal(actor, { draftId, proposedSpecDigest, lockVersion, acknowledgedFlags });

describe('a terminal that applies', () => {
  it('needs a confirmation in the browser, which one apply uses up', async () => {
    const { browser, terminal, draft } = await scene();
    expect(codeOf(await apply(terminal, draft))).toBe('APPROVAL_REQUIRED');
    expect(accepted(await confirm(browser, draft)).expiresAt.getTime()).toBeGreaterThan(Date.now());
    const of = { draftId: draft.id, proposedSpecDigest: draft.proposedSpecDigest };
    expect(accepted(await confirmationState(terminal, of))).toBe('ready');
    expect(accepted(await apply(terminal, draft)).draft.status).toBe('applied');
    expect(accepted(await confirmationState(terminal, of))).toBe('used');
  });

  it('cannot confirm for itself', async () => {
    const { terminal, draft } = await scene();
    expect(codeOf(await confirm(terminal, draft))).toBe('APPROVAL_REQUIRED');
    expect(codeOf(await apply(terminal, draft))).toBe('APPROVAL_REQUIRED');
  });

  it('cannot use what another person confirmed, or what was confirmed for another draft', async () => {
    const { tenant, browser, terminal, agent, draft } = await scene();
    const other = await makePerson(tenant, 'admin');
    accepted(await confirm(await makeSession(other), draft));
    accepted(await confirm(browser, await propose(agent, { name: 'another-one' })));
    expect(codeOf(await apply(terminal, draft))).toBe('APPROVAL_REQUIRED');
  });

  it('leaves one leaf of such attempts an hour, not one each', async () => {
    const { browser, terminal, draft } = await scene();
    for (let attempt = 0; attempt < 3; attempt += 1) await apply(terminal, draft);
    expect(await eventsOf(browser, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
  });
});

async function elsewhere() {
  const made = await scene();
  const target_url = 'https://hooks.acrne.com/orders';
  return { ...made, high: await propose(made.agent, { name: 'elsewhere', target_url }) };
}

const all = ['lookalike-host', 'new-domain'];
const ticksOf = async (actor: Human, { id }: DraftSummary) =>
  accepted(await reviewDraft(actor, id)).acknowledgedFlags;

describe('the ticks of a confirmation', () => {
  it('are every high flag that stands, or nothing is confirmed', async () => {
    const { browser, terminal, high } = await elsewhere();
    expect(codeOf(await confirm(browser, high, ['new-domain']))).toBe('CHECKLIST_INCOMPLETE');
    expect(codeOf(await apply(terminal, high))).toBe('APPROVAL_REQUIRED');
  });

  it('are the ticks of the evidence of the apply that uses it', async () => {
    const { browser, terminal, high } = await elsewhere();
    accepted(await confirm(browser, high, [...all, 'not-a-flag-of-this-draft']));
    accepted(await apply(terminal, high));
    expect(await ticksOf(browser, high)).toEqual(all);
  });

  it('count together with those that the terminal names', async () => {
    const { browser, terminal, high } = await elsewhere();
    accepted(await confirm(browser, high, all));
    accepted(await apply(terminal, high, null, ['new-domain']));
    expect(await ticksOf(browser, high)).toEqual(all);
  });

  it('are held to what stands when the terminal applies', async () => {
    const { browser, terminal, agent, draft } = await scene();
    const target_url = 'https://in.example.net/orders';
    const since = await propose(agent, { name: 'since', target_url });
    accepted(await confirm(browser, since, ['new-domain']));
    const twin = await propose(agent, { name: 'twin', target_url: 'https://in.exarnple.net/orders' });
    accepted(await apply(browser, twin));
    expect(codeOf(await apply(terminal, since))).toBe('CHECKLIST_INCOMPLETE');
    expect(await eventsOf(browser, since.id)).toEqual([
      'draft_created',
      'apply_confirmed',
      'draft_apply_refused',
    ]);
    expect(codeOf(await apply(terminal, draft, null, ['new-domain']))).toBe('APPROVAL_REQUIRED');
  });
});

describe('a confirmation', () => {
  it('is refused for another digest, an older version and a decided draft', async () => {
    const { browser, draft } = await scene();
    const digest = `sha256:${'0'.repeat(64)}`;
    expect(codeOf(await confirm(browser, { ...draft, proposedSpecDigest: digest }))).toBe(
      'SPEC_DIGEST_MISMATCH',
    );
    expect(codeOf(await confirm(browser, { ...draft, lockVersion: 9 }))).toBe('LOCK_VERSION_CONFLICT');
    accepted(await apply(browser, draft));
    expect(codeOf(await confirm(browser, draft))).toBe('DRAFT_NOT_PENDING');
  });

  it('is refused to a viewer', async () => {
    const { tenant, draft } = await scene();
    const viewer = await makeSession(await makePerson(tenant, 'viewer'));
    expect(codeOf(await confirm(viewer, draft))).toBe('ROLE_REQUIRED');
  });

  it('does nothing for a stranger', async () => {
    const { draft } = await scene();
    const { browser } = await scene();
    expect(codeOf(await confirm(browser, draft))).toBe('DRAFT_NOT_FOUND');
  });
});
