import type { EndpointRow } from '@/db/schema/endpoints';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import type { LiveSpec } from './resource-reader';

/** What is read of a live endpoint. */
export type LiveRow = Pick<EndpointRow, 'id' | 'version' | 'digest'> & { spec: Spec };

export const liveSpecOf = ({ id, version, digest, spec }: LiveRow): LiveSpec => ({
  resourceId: id,
  version,
  digest,
  spec,
});
