import { expect, it } from 'vitest';
import { makeTeam } from '@/db/testing/fixtures';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { positionOf } from './position-of';

const { reviewer, agent } = await makeTeam();

it('is what the commit said, without another look at the log', async () => {
  const placed = [{ event: 'draft_applied', id: 'evd_1', merklePosition: 7, leafHash: 'sha256:aa' }] as const;
  expect(await positionOf(reviewer, 'evd_1', placed)).toEqual({ id: 'evd_1', merklePosition: 7 });
});

it('is looked up for a repeated answer', async () => {
  const draft = await propose(agent, { name: 'repeated' });
  const { evidence } = accepted(await apply(reviewer, draft, 'k'));
  expect(accepted(await apply(reviewer, draft, 'k'))).toMatchObject({ evidence, replayed: true });
  expect(await positionOf(reviewer, evidence.id, [])).toEqual(evidence);
});
