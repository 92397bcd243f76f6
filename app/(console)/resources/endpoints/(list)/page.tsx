import type { Metadata } from 'next';
import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { Topbar } from '@/components/app/topbar';
import { EndpointTable } from '@/components/endpoints/endpoint-table';
import { ListKeys } from '@/components/keyboard/list-keys';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ListNote } from '@/components/list/list-note';
import { countNotUnderstood } from '@/components/list/not-understood';
import { Pager } from '@/components/list/pager';
import { ProposeLink } from '@/components/propose/propose-link';
import { proposes } from '@/lib/domain/people/role-refusals';
import { visible } from '@/lib/domain/text/visible';
import { listEndpoints } from '@/lib/use-cases/endpoints/list-endpoints';
import { pageOrFirst } from '../../../page-or-first';
import { requireSession } from '../../../require-session';

export const metadata: Metadata = { title: 'Resources' };

const readQuery = createLoader({ cursor: parseAsString });

export default async function EndpointsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human } = await requireSession();
  const { cursor } = await readQuery(searchParams);
  const { page, lostPage } = await pageOrFirst(cursor, (place) => listEndpoints(human, place));
  const { items, nextCursor } = page;
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
      <Topbar
        title="Resources"
        end={
          <>
            {proposes(human.role) === null ? <ProposeLink /> : null}
            <ShortcutSheet />
          </>
        }
      />
      <ListKeys />
      <ListNote
        notUnderstood={countNotUnderstood(await searchParams, new URLSearchParams({ cursor: cursor ?? '' }))}
        lostPage={lostPage}
        plain="/resources/endpoints"
      />
      <EndpointTable endpoints={endpoints} />
      <Pager
        href={
          nextCursor === null ? null : `/resources/endpoints?${new URLSearchParams({ cursor: nextCursor })}`
        }
        words="Next page"
      />
    </main>
  );
}
