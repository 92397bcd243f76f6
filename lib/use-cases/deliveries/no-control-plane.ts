import { refuse } from '@/lib/domain/refusal';

/** The refusal of whatever needs a control plane in a tenant that has none. */
export const noControlPlane = () => refuse('RESOURCE_NOT_FOUND', 'This tenant has no control plane.');
