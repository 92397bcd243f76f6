import { expect, it } from 'vitest';
import { deriveInTurn } from './derive-in-turn';

it('runs two at once, queues sixteen, refuses the rest and is free again, whatever fails', async () => {
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((go) => setTimeout(go, 5));
    running -= 1;
    if (most > 2) throw new Error('too many');
    return 'done';
  };
  const results = await Promise.all(Array.from({ length: 40 }, () => deriveInTurn(work)));
  expect(most).toBe(2);
  expect(results.filter(({ ok }) => ok)).toHaveLength(18);
  expect(results.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'RATE_LIMITED' } });
  await expect(deriveInTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await Promise.all([deriveInTurn(work), deriveInTurn(work)])).toMatchObject([
    { ok: true },
    { ok: true },
  ]);
});
