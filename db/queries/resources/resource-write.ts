import { violatedConstraint } from '@/db/faults';
import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { endpointStore } from './endpoint-write';
import type { ResourceStore } from './resource-store';

const stores: Partial<Record<ResourceKindName, ResourceStore>> = { endpoint: endpointStore };

/** Where resources of this kind are written, or null when this version has no such table. */
export const storeOf = (kind: ResourceKindName): ResourceStore | null => stores[kind] ?? null;

/** A live resource of this name appeared between the look and the write. */
export const isNameTaken = (fault: unknown): boolean => {
  const violated = violatedConstraint(fault);
  return violated !== null && Object.values(stores).some(({ nameIndex }) => nameIndex === violated);
};
