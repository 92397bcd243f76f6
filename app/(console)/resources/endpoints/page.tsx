import type { Metadata } from 'next';
import Link from 'next/link';
import { Topbar } from '@/components/app/topbar';
import { EndpointTable } from '@/components/endpoints/endpoint-table';
import { visible } from '@/lib/domain/text/visible';
import { listEndpoints } from '@/lib/use-cases/endpoints/list-endpoints';
import { requireSession } from '../../require-session';
import { valueOf } from '../../value-of';

export const metadata: Metadata = { title: 'Resources' };

type Props = { searchParams: Promise<{ cursor?: string }> };

export default async function EndpointsPage({ searchParams }: Props) {
  const { human } = await requireSession();
  const { cursor } = await searchParams;
  const listed = await listEndpoints(human, cursor === undefined ? {} : { cursor });
  const { items, nextCursor } = valueOf(listed);
  const endpoints = items.map(({ id, name, host, environment, version, updated_at: updatedAt }) => ({
    id,
    name,
    host: host === null ? null : visible(host),
    environment,
    version,
    updatedAt,
  }));
  return (
    <main className="main" id="main">
      <Topbar title="Resources" />
      <EndpointTable endpoints={endpoints} />
      {nextCursor === null ? null : (
        <p className="pager px-6">
          <Link className="link" href={`/resources/endpoints?cursor=${nextCursor}`} prefetch={false}>
            Next page
          </Link>
        </p>
      )}
    </main>
  );
}
