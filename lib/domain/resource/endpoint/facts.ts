import { valueAt } from '../../json/read-value';
import { type Environment, environments, type Spec } from '../resource-kind';
import { targetParts } from './target-parts';

export const nameOf = (spec: Spec): string => {
  const name = valueAt(spec, 'name');
  return typeof name === 'string' ? name : '';
};

/** Production when the spec does not say: the stricter reading. */
export const environmentOf = (spec: Spec): Environment =>
  environments.find((known) => known === valueAt(spec, 'environment')) ?? 'prod';

/** Whether the endpoint is, or would be, in production. */
export const inProduction = (...specs: readonly (Spec | null)[]): boolean =>
  specs.some((spec) => spec !== null && environmentOf(spec) === 'prod');

export const hostOf = (spec: Spec): string | null => targetParts(spec)?.host ?? null;

export const isEnabled = (spec: Spec): boolean => valueAt(spec, 'enabled') !== false;
