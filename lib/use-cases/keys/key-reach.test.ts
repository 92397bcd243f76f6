import { expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { endpointSpec, proposalOf } from '@/db/testing/proposals';
import type { Agent } from '@/lib/domain/actor';
import { checkDraft } from '@/lib/use-cases/drafts/check-draft';
import { createDraft } from '@/lib/use-cases/drafts/create-draft';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';

const person = await makePerson(await makeTenant(), 'reviewer');
const reviewer = await makeSession(person);
const open = (await makeKey(person)).agent;
const keyFor = async (over: Parameters<typeof makeKey>[2]) => (await makeKey(person, undefined, over)).agent;
const request = { correlationId: 'req_test', channel: 'mcp' } as const;
const asked = async (agent: Agent, spec: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  codeOf(await createDraft(agent, 'endpoint', proposalOf(spec, rest), request));

it('a key of one environment proposes there and nowhere else, and touches nothing live elsewhere', async () => {
  const dev = await keyFor({ grant: { environment: 'dev', everyEnvironment: false } });
  accepted(await apply(reviewer, await propose(open, { name: 'live-in-prod', environment: 'prod' })));
  expect(await asked(dev, { name: 'mine', environment: 'dev' })).toBe('ok');
  expect(await asked(dev, { name: 'theirs', environment: 'prod' })).toBe('ENVIRONMENT_NOT_ALLOWED');
  expect(await asked(dev, { name: 'theirs', environment: 'staging' })).toBe('ENVIRONMENT_NOT_ALLOWED');
  const moved = { name: 'live-in-prod', environment: 'dev' };
  expect(await asked(dev, moved, { operation: 'update' })).toBe('ENVIRONMENT_NOT_ALLOWED');
  expect(await asked(dev, moved, { operation: 'delete' })).toBe('ENVIRONMENT_NOT_ALLOWED');
  const tried = accepted(
    await checkDraft(dev, 'endpoint', {
      spec: endpointSpec({ name: 'tried', environment: 'prod' }),
      rationale: 'a test',
    }),
  );
  expect(tried.refusal?.code).toBe('ENVIRONMENT_NOT_ALLOWED');
});

it('a key with a label scope proposes what carries its labels, and touches nothing live without them', async () => {
  const ours = await keyFor({ grant: { labelScope: { team: 'payments' } } });
  accepted(await apply(reviewer, await propose(open, { name: 'of-search', labels: { team: 'search' } })));
  expect(await asked(ours, { name: 'labelled', labels: { team: 'payments', tier: '1' } })).toBe('ok');
  expect(await asked(ours, { name: 'bare' })).toBe('POLICY_DENIED');
  expect(await asked(ours, { name: 'other', labels: { team: 'search' } })).toBe('POLICY_DENIED');
  const taken = { name: 'of-search', labels: { team: 'payments' } };
  expect(await asked(ours, taken, { operation: 'update' })).toBe('POLICY_DENIED');
  expect(await asked(ours, taken, { operation: 'delete' })).toBe('POLICY_DENIED');
});
