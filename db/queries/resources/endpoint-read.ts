import type { Spec } from '@/lib/domain/resource/resource-kind';
import { endpointContext } from './endpoint-context';
import { type LiveRow, liveSpecOf } from './live-row';
import type { ResourceReader } from './resource-reader';

export const endpointReader: ResourceReader = {
  async findLive({ sql }, name) {
    const [row] = await sql<LiveRow[]>`
      select id, version, digest, spec from endpoints
      where tenant_id = current_tenant() and name = ${name} and deleted_at is null`;
    return row ? liveSpecOf(row) : null;
  },

  async specAt({ sql }, resourceId, version) {
    const [row] = await sql<{ spec: Spec | null }[]>`
      select spec from endpoint_versions
      where tenant_id = current_tenant() and endpoint_id = ${resourceId} and version = ${version}`;
    return row?.spec ?? null;
  },

  async knownHosts({ sql }) {
    const rows = await sql<{ host: string; uses: number }[]>`
      select host, count(*)::int as uses from endpoints
      where tenant_id = current_tenant() and deleted_at is null and host is not null group by host`;
    return new Map(rows.map(({ host, uses }) => [host, uses]));
  },

  proposalContext: endpointContext,
};
