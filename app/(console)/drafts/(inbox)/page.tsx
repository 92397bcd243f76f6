import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Topbar } from '@/components/app/topbar';
import { FilterBar } from '@/components/inbox/filter-bar';
import { Inbox } from '@/components/inbox/inbox';
import { loadInboxFilters, narrowing, writeInboxFilters } from '@/components/inbox/inbox-filters';
import { pageLink } from '@/components/inbox/page-link';
import { SearchField } from '@/components/inbox/search-field';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ListNote } from '@/components/list/list-note';
import { countNotUnderstood } from '@/components/list/not-understood';
import { ProposeLink } from '@/components/propose/propose-link';
import { proposes } from '@/lib/domain/people/role-refusals';
import { visible } from '@/lib/domain/text/visible';
import { isFirstRunTenant } from '@/lib/use-cases/bootstrap/first-run-tenant';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { creatorsOf } from '../../creators-of';
import { mcpUrl } from '../../mcp-url';
import { pageOrFirst } from '../../page-or-first';
import { requireSession } from '../../require-session';
import { valueOf } from '../../value-of';
import { previewDraftAction } from './actions';

export const metadata: Metadata = { title: 'Inbox' };

const pageLength = 50;
const decidedShown = 10;

export default async function InboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human, tenant } = await requireSession();
  const filters = await loadInboxFilters(searchParams);
  const { status } = filters;
  const order = status === 'pending' ? { order: 'queue' } : { decided: true };
  const asked = { ...narrowing(filters), status, ...order, limit: pageLength };
  const hides = { hidesSelftests: filters.selftest === null };
  const [{ page, lostPage }, recent] = await Promise.all([
    pageOrFirst(filters.cursor, (place) => listDrafts(human, { ...asked, ...place }, hides)),
    listDrafts(human, { ...narrowing(filters), decided: true, limit: decidedShown }, hides),
  ]);
  const { items, nextCursor, crowd, othersDecide } = page;
  const decided = valueOf(recent).items;
  const understood = new URLSearchParams(writeInboxFilters(filters));
  return (
    <main className="main contained" id="main">
      <Topbar
        title="Inbox"
        middle={<SearchField />}
        end={
          <>
            {proposes(human.role) === null ? <ProposeLink /> : null}
            <ShortcutSheet />
          </>
        }
      />
      <FilterBar agents={creatorsOf([...items, ...decided])} withStatus />
      <ListNote
        notUnderstood={countNotUnderstood(await searchParams, understood)}
        lostPage={lostPage}
        plain="/drafts"
      />
      <Inbox
        drafts={items}
        decided={status === 'pending' ? decided : []}
        filters={filters}
        nextPage={nextCursor === null ? null : pageLink('/drafts', filters, { cursor: nextCursor })}
        full={items.length === pageLength}
        crowd={crowd.map(({ id, name, waiting }) => ({
          href: pageLink('/drafts', filters, { agent: id, cursor: null }),
          name: visible(name),
          waiting,
        }))}
        start={{
          mcpUrl: await mcpUrl(),
          hasFirstKey: isFirstRunTenant(tenant),
          tenant,
          owner: human.email,
        }}
        othersDecide={othersDecide}
        viewer={{ tenant: human.tenantId, personId: human.userId }}
        preview={previewDraftAction}
      />
    </main>
  );
}
