import { expect, it } from 'vitest';
import { endpoint } from './endpoint/endpoint';
import type { Spec } from './resource-kind';
import { strictestEnvironment } from './strictest-environment';

const at = (environment: string | null): Spec | null => (environment === null ? null : { environment });

it.each([
  ['prod', 'staging', 'prod'],
  ['staging', 'prod', 'prod'],
  ['staging', 'dev', 'staging'],
  ['dev', 'staging', 'staging'],
  ['dev', 'dev', 'dev'],
  [null, 'dev', 'dev'],
  ['staging', null, 'staging'],
  ['odd', 'dev', 'prod'],
  [null, null, 'prod'],
])('from %s to %s counts as %s', (before, after, counts) => {
  expect(strictestEnvironment(endpoint, { before: at(before), after: at(after) })).toBe(counts);
});
