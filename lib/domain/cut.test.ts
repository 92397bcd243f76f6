import { expect, it } from 'vitest';
import { z } from 'zod';
import { cut } from './cut';
import { readCursor } from './page-cursor';

const pageOf = (count: number, limit: number) => {
  const { items, nextCursor } = cut(
    Array.from({ length: count }, (_, index) => index),
    limit,
    (last) => [last],
  );
  return [items, nextCursor && readCursor(z.tuple([z.int()]), nextCursor)];
};

it.each<[count: number, items: number[], next: number[] | null]>([
  [0, [], null],
  [2, [0, 1], null],
  [3, [0, 1, 2], null],
  [4, [0, 1, 2], [2]],
])('of %i rows a page of three shows %j and goes on behind %j', (count, items, next) => {
  expect(pageOf(count, 3)).toEqual([items, next]);
});
