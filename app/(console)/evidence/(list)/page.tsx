import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Topbar } from '@/components/app/topbar';
import { Bundles } from '@/components/bundles/bundles';
import { EvidenceFilter } from '@/components/evidence/evidence-filter';
import { loadEvidenceFilters, searchOf, writeEvidenceFilters } from '@/components/evidence/evidence-filters';
import { EvidenceNote } from '@/components/evidence/evidence-note';
import { EvidenceTable } from '@/components/evidence/evidence-table';
import { LogStanding } from '@/components/evidence/log-standing';
import { NoEvidence } from '@/components/evidence/no-evidence';
import { ListKeys } from '@/components/keyboard/list-keys';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ListNote } from '@/components/list/list-note';
import { countNotUnderstood } from '@/components/list/not-understood';
import { Pager } from '@/components/list/pager';
import { readsCalls } from '@/lib/domain/people/role-refusals';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { nameEvidence } from '@/lib/use-cases/evidence/name-evidence';
import { namedActors } from '@/lib/use-cases/evidence/named-actors';
import { showLogStanding } from '@/lib/use-cases/log/show-log-standing';
import { pageOrFirst } from '../../page-or-first';
import { requireSession } from '../../require-session';
import { valueOf } from '../../value-of';
import { recordOf } from '../record-of';

export const metadata: Metadata = { title: 'Evidence' };

export default async function EvidencePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human } = await requireSession();
  const filters = await loadEvidenceFilters(searchParams);
  const { cursor, ...narrowing } = filters;
  const asked = searchOf(narrowing);
  const [{ page, lostPage }, actors] = await Promise.all([
    pageOrFirst(cursor, (place) => listEvidence(human, { ...asked, ...place })),
    namedActors(human),
  ]);
  const { items, nextCursor } = page;
  const names = await nameEvidence(human, items);
  const isNarrowed = Object.keys(asked).length > 0;
  const isEmpty = items.length === 0 && !isNarrowed;
  const understood = new URLSearchParams(writeEvidenceFilters(filters));
  return (
    <main className="main" id="main">
      <Topbar title="Evidence" end={<ShortcutSheet />} />
      <ListKeys />
      <LogStanding standing={valueOf(showLogStanding(human))} tenantId={human.tenantId} isEmpty={isEmpty} />
      <EvidenceNote readsAudit={readsCalls(human.role) === null} />
      <EvidenceFilter filters={narrowing} actors={actors} />
      <ListNote
        notUnderstood={countNotUnderstood(await searchParams, understood)}
        lostPage={lostPage}
        plain="/evidence"
      />
      {items.length === 0 ? (
        <NoEvidence narrowed={isNarrowed} />
      ) : (
        <EvidenceTable records={items.map((item) => recordOf(item, names.get(item.id)))} />
      )}
      <Pager
        href={
          nextCursor === null ? null : writeEvidenceFilters('/evidence', { ...filters, cursor: nextCursor })
        }
        words="Older"
      />
      {isEmpty ? null : (
        <Bundles viewer={{ tenant: human.tenantId, personId: human.userId }} draftId={narrowing.draft} />
      )}
    </main>
  );
}
