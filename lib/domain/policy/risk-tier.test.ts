import { expect, it } from 'vitest';
import { environments } from '../resource/resource-kind';
import { tierOf } from './risk-tier';
import { classesOf, toolNames } from './tool-classes';

it.each([
  ['read', 'public_docs', 'low'],
  ['read', 'internal_engineering_docs', 'low'],
  ['read', 'customer_data', 'medium'],
  ['read', 'production_telemetry', 'medium'],
  ['write', 'public_docs', 'high'],
  ['network', 'public_docs', 'high'],
  ['financial', 'public_docs', 'critical'],
  ['privileged', 'public_docs', 'critical'],
] as const)('%s of %s is %s, wherever', (safetyClass, dataClass, tier) => {
  for (const environment of environments) expect(tierOf({ safetyClass, dataClass }, environment)).toBe(tier);
});

it('a draft is high for production and medium elsewhere', () => {
  const draft = classesOf('draft_create_endpoint');
  expect(environments.map((environment) => tierOf(draft, environment))).toEqual(['medium', 'medium', 'high']);
});

it('a tool that nobody has classified does not exist', () => {
  expect(() => classesOf('draft_apply')).toThrow('no classes');
  expect(() => classesOf('toString')).toThrow('no classes');
  expect(toolNames).toHaveLength(14);
});
