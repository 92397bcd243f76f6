import { expect, it } from 'vitest';
import { classesOf } from '@/lib/domain/policy/tool-classes';
import { logOperations } from './log-operations';
import { authorityFor } from './operation';
import { operations } from './operations';

const all = [...operations, ...logOperations];

it('an operation that a scope opens does what a tool of the same scope does, so that the policy holds for it', () => {
  const opened = all.flatMap((operation) => {
    const { scope } = authorityFor(operation);
    return scope === null ? [] : [`${operation.name} ${scope}`];
  });
  const held = all.flatMap(({ name, tool }) =>
    tool === undefined ? [] : [`${name} ${classesOf(tool).scope}`],
  );
  expect(held).toEqual(opened);
});
