import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import type { Agent, Human } from '@/lib/domain/actor';
import type { DraftSummary } from '@/lib/domain/draft/draft';
import { apply, eventsOf, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { reviewDraft } from './review-draft';

let reviewer: Human;
let agent: Agent;

beforeAll(async () => {
  const person = await makePerson(await makeTenant(), 'reviewer');
  reviewer = await makeSession(person);
  agent = (await makeKey(person)).agent;
  accepted(await apply(reviewer, await propose(agent, { name: 'known' })));
});

const elsewhere = (name: string) => propose(agent, { name, target_url: 'https://hooks.acrne.com/orders' });

const recorded = async (draft: DraftSummary) => {
  const { items } = accepted(await listEvidence(reviewer, { draft_id: draft.id, event: 'draft_applied' }));
  return items[0]?.payload['acknowledged_flags'];
};

describe('an apply that says which flags were ticked', () => {
  it('is refused while a high flag is missing, names it, leaves a leaf and changes nothing', async () => {
    const draft = await elsewhere('missing');
    const result = await apply(reviewer, draft, null, ['new-domain']);
    expect(result).toMatchObject({
      ok: false,
      refusal: {
        code: 'CHECKLIST_INCOMPLETE',
        issues: [{ path: 'acknowledged_flags', code: 'lookalike-host', message: 'Looks like a live host' }],
      },
    });
    expect(await eventsOf(reviewer, draft.id)).toEqual(['draft_created', 'draft_apply_refused']);
    expect(accepted(await reviewDraft(reviewer, draft.id)).draft.status).toBe('pending');
    expect(codeOf(await apply(reviewer, draft, null, []))).toBe('CHECKLIST_INCOMPLETE');
  });

  it('goes through with all of them, and its evidence and the page keep which', async () => {
    const draft = await elsewhere('complete');
    const ticks = ['new-domain', 'lookalike-host', 'not-a-flag-of-this-draft'];
    accepted(await apply(reviewer, draft, null, ticks));
    expect(await recorded(draft)).toEqual(['lookalike-host', 'new-domain']);
    const shown = accepted(await reviewDraft(reviewer, draft.id));
    expect(shown.acknowledgedFlags).toEqual(['lookalike-host', 'new-domain']);
  });

  it('is held to the flags as they stand when it is judged, not as they were when proposed', async () => {
    const draft = await propose(agent, { name: 'since', target_url: 'https://in.example.net/orders' });
    const first = accepted(await reviewDraft(reviewer, draft.id)).flags.map(({ code }) => code);
    expect(first).toEqual(['new-domain']);
    const twin = await propose(agent, { name: 'twin', target_url: 'https://in.exarnple.net/orders' });
    accepted(await apply(reviewer, twin));
    const refused = await apply(reviewer, draft, null, first);
    expect(refused).toMatchObject({ refusal: { issues: [{ code: 'lookalike-host' }] } });
    expect(codeOf(await apply(reviewer, draft, null, [...first, 'lookalike-host']))).toBe('ok');
  });
});

it('an apply by a door that asks for no ticks goes through, and says so in its evidence', async () => {
  const draft = await elsewhere('unasked');
  accepted(await apply(reviewer, draft));
  expect(await recorded(draft)).toEqual([]);
});
