import { expect, it } from 'vitest';
import { coalesce } from './coalesce';

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('writes at once what comes alone, and together what comes while that is on its way', async () => {
  const written: [string, readonly number[]][] = [];
  const release: (() => void)[] = [];
  const add = coalesce<number>(async (key, items) => {
    written.push([key, items]);
    await new Promise<void>((resolve) => release.push(resolve));
  });
  const all = [add('a', 1), add('a', 2), add('b', 9), add('a', 3)];
  expect(written).toEqual([
    ['a', [1]],
    ['b', [9]],
  ]);
  release.at(-1)?.();
  await all[2];
  expect(written).toHaveLength(2);
});

it('lets nobody go before their own item is written, and refuses each of a batch that failed', async () => {
  const outcomes: string[] = [];
  const release: (() => void)[] = [];
  const add = coalesce<string>(async (_, items) => {
    await new Promise<void>((resolve) => release.push(resolve));
    if (items.includes('bad')) throw new Error('refused');
  });
  const said = (name: string) =>
    add('t', name).then(
      () => outcomes.push(`${name} kept`),
      () => outcomes.push(`${name} refused`),
    );
  const all = [said('first'), said('good'), said('bad')];
  await turn();
  expect(outcomes).toEqual([]);
  release.shift()?.();
  await turn();
  expect(outcomes).toEqual(['first kept']);
  release.shift()?.();
  await turn();
  expect(outcomes).toEqual(['first kept', 'good refused', 'bad refused']);
  const again = said('later');
  release.shift()?.();
  await Promise.all([...all, again]);
  expect(outcomes.at(-1)).toBe('later kept');
});
