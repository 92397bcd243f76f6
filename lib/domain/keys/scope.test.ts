import { expect, it } from 'vitest';
import { scopes } from './scope';

it('has no scope that applies, writes, administers or stands for others', () => {
  for (const scope of scopes) {
    expect(scope).toMatch(/^mcp:(?:read:[a-z]+|draft:create:[a-z]+|draft:discard)$/);
    expect(scope).not.toMatch(/apply|write|admin|approve|\*/);
  }
});

it('names each scope once', () => {
  expect(new Set(scopes).size).toBe(scopes.length);
  expect(scopes).toHaveLength(9);
});
