import { expect, it } from 'vitest';
import { toolScopes } from '@/lib/domain/keys/tool-scopes';
import { tools } from './tools';

it('a key may name exactly the tools that there are, each under the scope that opens it', () => {
  const there = tools.map(({ name, scope }): [string, string] => [name, scope]);
  expect([...toolScopes].toSorted()).toEqual(there.toSorted());
});
