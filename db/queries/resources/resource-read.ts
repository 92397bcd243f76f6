import type { ResourceKindName } from '@/lib/domain/resource/resource-kind';
import { endpointReader } from './endpoint-read';
import type { ResourceReader } from './resource-reader';

const readers: Partial<Record<ResourceKindName, ResourceReader>> = { endpoint: endpointReader };

/** How resources of this kind are read, or null when this version has no such table. */
export const readerOf = (kind: ResourceKindName): ResourceReader | null => readers[kind] ?? null;
