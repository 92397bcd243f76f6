import type { Environment } from './resource-kind';

/** What people read; the spec keeps its own value. */
export const environmentNames = {
  dev: 'development',
  staging: 'staging',
  prod: 'production',
} as const satisfies Record<Environment, string>;

const names: ReadonlyMap<string, string> = new Map(Object.entries(environmentNames));
const taken = new Set(names.values());

/** The name of an environment that a spec holds. A value of no environment is never shown as the name of one. */
export const environmentName = (value: string): string =>
  names.get(value) ?? (taken.has(value) ? JSON.stringify(value) : value);
