import { expect, it } from 'vitest';
import { fewAtOnce } from './few-at-once';

it('lets so many run at once and the others in their order, also behind one that fails', async () => {
  const lanes = fewAtOnce(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const act = async (nth: number) => {
    begun.push(nth);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
    if (nth === 1) throw new Error('failed');
  };
  const all = Promise.allSettled([0, 1, 2, 3, 4].map((nth) => lanes.run(() => act(nth))));
  expect(lanes.waiting()).toBe(3);
  expect((await all).map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1);
  expect([begun, most, lanes.waiting()]).toEqual([[0, 1, 2, 3, 4], 2, 0]);
});
