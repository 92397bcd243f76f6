import { type Environment, environments, type ResourceKind, type Spec } from './resource-kind';

/** Where a change counts as happening: the stricter of where the resource is and where it would be. */
export function strictestEnvironment(
  kind: Pick<ResourceKind, 'environmentOf'>,
  { before, after }: { before: Spec | null; after: Spec | null },
): Environment {
  const found = [before, after].filter((spec) => spec !== null).map((spec) => kind.environmentOf(spec));
  return environments.findLast((environment) => found.includes(environment)) ?? 'prod';
}
