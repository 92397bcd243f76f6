import type { Metadata } from 'next';
import Link from 'next/link';
import type { SearchParams } from 'nuqs/server';
import { Topbar } from '@/components/app/topbar';
import { AuditFilter } from '@/components/audit/audit-filter';
import {
  hidesSelftest,
  loadAuditFilters,
  searchOf,
  writeAuditFilters,
} from '@/components/audit/audit-filters';
import { AuditNote } from '@/components/audit/audit-note';
import { CallTable } from '@/components/audit/call-table';
import { ExportNote } from '@/components/audit/export-note';
import { NoCalls } from '@/components/audit/no-calls';
import { OnlyFor } from '@/components/audit/only-for';
import { ListKeys } from '@/components/keyboard/list-keys';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ListNote } from '@/components/list/list-note';
import { countNotUnderstood } from '@/components/list/not-understood';
import { Pager } from '@/components/list/pager';
import { exportsCalls, readsCalls } from '@/lib/domain/people/role-refusals';
import { searchCalls } from '@/lib/use-cases/calls/search-calls';
import { pageOrFirst } from '../../page-or-first';
import { requireSession } from '../../require-session';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human } = await requireSession();
  const refusal = readsCalls(human.role);
  if (refusal) return <OnlyFor why={refusal.message} />;
  const { cursor, ...filters } = await loadAuditFilters(searchParams);
  const asked = searchOf(filters);
  const { page, lostPage } = await pageOrFirst(cursor, (place) =>
    searchCalls(human, { ...asked, ...place }, { hidesSelftest: hidesSelftest(filters) }),
  );
  const { items, nextCursor } = page;
  const understood = new URLSearchParams(writeAuditFilters({ ...filters, cursor }));
  return (
    <main className="main" id="main">
      <Topbar
        title="Audit"
        end={
          <>
            <Link className="btn sm ghost" href="/runs" prefetch={false}>
              Runs
            </Link>
            <ShortcutSheet />
          </>
        }
      />
      <ListKeys />
      <AuditNote />
      <AuditFilter filters={filters} />
      <ListNote
        notUnderstood={countNotUnderstood(await searchParams, understood)}
        lostPage={lostPage}
        plain="/audit"
      />
      {items.length === 0 ? (
        <NoCalls narrowed={Object.keys(asked).length > 0} />
      ) : (
        <CallTable calls={items} />
      )}
      <Pager
        href={nextCursor === null ? null : writeAuditFilters('/audit', { ...filters, cursor: nextCursor })}
        words="Older"
      />
      {exportsCalls(human.role) === null ? <ExportNote /> : null}
    </main>
  );
}
