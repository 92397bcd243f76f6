import { expect, it } from 'vitest';
import { toolScopes } from '@/lib/domain/keys/tool-scopes';
import { tools } from './tools';

it('a key may name exactly the tools that there are, each under the scope that opens it', () => {
  expect(Object.fromEntries(toolScopes)).toEqual(
    Object.fromEntries(tools.map(({ name, scope }) => [name, scope])),
  );
});
