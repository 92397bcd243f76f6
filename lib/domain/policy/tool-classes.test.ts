import { expect, it } from 'vitest';
import { toolClasses } from './tool-classes';

const scopesOf = (safety: string) =>
  new Set(Object.values(toolClasses).flatMap((one) => (one.safetyClass === safety ? [one.scope] : [])));

it('every tool is one of reading and drafting, and the scopes of the two are disjoint', () => {
  // A check stores nothing and is shown to whoever may propose.
  const both = [...scopesOf('read')].filter((scope) => scopesOf('write').has(scope));
  expect(both).toEqual(['mcp:draft:create:endpoint']);
  expect([...new Set(Object.values(toolClasses).map(({ safetyClass }) => safetyClass))].toSorted()).toEqual([
    'read',
    'write',
  ]);
});
