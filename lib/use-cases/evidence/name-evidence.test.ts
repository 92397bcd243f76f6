import { expect, it } from 'vitest';
import { makeSession, makeTeam } from '@/db/testing/fixtures';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { refuseAgentApply } from '../drafts/refuse-agent-apply';
import { listEvidence } from './list-evidence';
import { nameEvidence } from './name-evidence';

it('names the resource and who did it, and nothing of another tenant', async () => {
  const { person, reviewer, agent } = await makeTeam();
  const draft = await propose(agent, { name: 'orders-webhook' });
  await refuseAgentApply(agent, draft.id);
  accepted(await apply(reviewer, draft));
  const { items } = accepted(await listEvidence(reviewer, {}));
  const names = await nameEvidence(reviewer, items);
  const known = { resource: 'orders-webhook', correlation: 'req_test' };
  expect(items.map(({ id, event }) => ({ event, ...names.get(id) }))).toEqual([
    { event: 'draft_applied', ...known, by: person.name },
    { event: 'draft_viewed', ...known, by: person.name },
    { event: 'draft_apply_refused', ...known, by: 'test-bot' },
    { event: 'draft_created', ...known, by: 'test-bot' },
    { event: 'key_issued', resource: null, correlation: null, by: null },
    { event: 'person_added', resource: null, correlation: null, by: null },
    { event: 'tenant_created', resource: null, correlation: null, by: null },
  ]);
  const stranger = await makeSession((await makeTeam()).person);
  const unknown = await nameEvidence(stranger, items);
  expect([...unknown.values()]).toEqual(items.map(() => ({ resource: null, by: null, correlation: null })));
});
