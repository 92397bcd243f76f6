import { expect, test } from 'vitest';
import { answerInTime } from './answer-in-time';

test('an answer in time is the answer', async () => {
  await expect(answerInTime(Promise.resolve('applied'), 1_000)).resolves.toBe('applied');
});

test('silence is given up on', async () => {
  const never = Promise.withResolvers<string>();
  await expect(answerInTime(never.promise, 5)).rejects.toThrow('no answer in time');
});
