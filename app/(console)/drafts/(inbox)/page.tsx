import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Topbar } from '@/components/app/topbar';
import { FilterBar } from '@/components/inbox/filter-bar';
import { Inbox } from '@/components/inbox/inbox';
import { type InboxFilters, loadInboxFilters } from '@/components/inbox/inbox-filters';
import { pageLink } from '@/components/inbox/page-link';
import { SearchField } from '@/components/inbox/search-field';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { visible } from '@/lib/domain/text/visible';
import { listDrafts } from '@/lib/use-cases/drafts/list-drafts';
import { mcpUrl } from '../../mcp-url';
import { requireSession } from '../../require-session';
import { valueOf } from '../../value-of';
import { previewDraftAction } from './actions';

export const metadata: Metadata = { title: 'Inbox' };

const PAGE = 50;
const DECIDED = 10;

const asked = ({ status, type, risk, agent, q, cursor }: InboxFilters) => ({
  status,
  order: status === 'pending' ? 'expires' : 'created',
  limit: PAGE,
  ...(type === null ? {} : { type }),
  ...(risk.length === 0 ? {} : { risk }),
  ...(agent === null ? {} : { creator: agent }),
  ...(q === '' ? {} : { q }),
  ...(cursor === null ? {} : { cursor }),
});

export default async function InboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human } = await requireSession();
  const filters = await loadInboxFilters(searchParams);
  const [listed, recent] = await Promise.all([
    listDrafts(human, asked(filters)),
    listDrafts(human, { decided: true, limit: DECIDED }),
  ]);
  const { items, nextCursor } = valueOf(listed);
  const decided = valueOf(recent).items;
  const creators = new Map(
    [...items, ...decided].map(({ createdBy }) => [createdBy.id, visible(createdBy.name)]),
  );
  return (
    <main className="main contained" id="main">
      <Topbar title="Inbox" middle={<SearchField />} end={<ShortcutSheet />} />
      <FilterBar agents={[...creators].map(([value, label]) => ({ value, label }))} />
      <Inbox
        drafts={items}
        decided={filters.status === 'pending' ? decided : []}
        filters={filters}
        nextPage={nextCursor === null ? null : pageLink('/drafts', filters, nextCursor)}
        mcpUrl={await mcpUrl()}
        viewer={{ tenant: human.tenantId, personId: human.userId }}
        preview={previewDraftAction}
      />
    </main>
  );
}
