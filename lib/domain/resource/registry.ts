import { endpoint } from './endpoint/endpoint';
import type { ResourceKind } from './resource-kind';

/** The kinds that exist in this version, by name. */
const kinds: ReadonlyMap<string, ResourceKind> = new Map([[endpoint.name, endpoint]]);

/** The kind of this name, or null when this version does not have it. */
export const kindOf = (name: string): ResourceKind | null => kinds.get(name) ?? null;
