import { expect, it } from 'vitest';
import { secretFault } from '../resource/secret-material';
import { withWork } from './work-of';

const work = { runId: 'run-9', taskRef: 'OPS-1' };
const proposal = () => ({ spec: { name: 'orders' }, run_id: work.runId, task_ref: work.taskRef });

it('a proposal that says its work itself is the object that was searched for secrets', () => {
  const same = proposal();
  expect(withWork(same, work)).toBe(same);
  expect(withWork(same, { runId: null, taskRef: null })).toBe(same);
});

it.each(['runId', 'taskRef'])('one that is told its %s beside it is searched again', (told) => {
  const searched = { ...proposal() };
  expect(secretFault(searched)).toBeNull();
  const secret = `ghp_${'a1B2'.repeat(9)}`;
  expect(secretFault(withWork(searched, { ...work, [told]: secret }))).not.toBeNull();
  expect(searched).toEqual(proposal());
});
