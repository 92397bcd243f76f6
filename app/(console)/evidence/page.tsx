import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Topbar } from '@/components/app/topbar';
import { EvidenceFilter } from '@/components/evidence/evidence-filter';
import { loadEvidenceFilters, writeEvidenceFilters } from '@/components/evidence/evidence-filters';
import { EvidenceNote } from '@/components/evidence/evidence-note';
import type { EvidenceRecord } from '@/components/evidence/evidence-row';
import { EvidenceTable } from '@/components/evidence/evidence-table';
import { NoEvidence } from '@/components/evidence/no-evidence';
import { ListKeys } from '@/components/keyboard/list-keys';
import { ShortcutSheet } from '@/components/keyboard/shortcut-sheet';
import { ListNote } from '@/components/list/list-note';
import { countNotUnderstood } from '@/components/list/not-understood';
import { Pager } from '@/components/list/pager';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { readsCalls } from '@/lib/domain/people/role-refusals';
import { visible } from '@/lib/domain/text/visible';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { type EvidenceNames, nameEvidence } from '@/lib/use-cases/evidence/name-evidence';
import { pageOrFirst } from '../page-or-first';
import { requireSession } from '../require-session';

export const metadata: Metadata = { title: 'Evidence' };

const codesOf = ({ event, payload: { codes } }: EvidenceItem): string[] =>
  event === 'draft_apply_refused' && Array.isArray(codes) ? codes.map(String) : [];

function recordOf(item: EvidenceItem, names: EvidenceNames | undefined): EvidenceRecord {
  const bytes = Buffer.from(item.entry, 'base64');
  return {
    id: item.id,
    event: item.event,
    resource: names?.resource ?? null,
    by: names?.by ? visible(names.by) : null,
    codes: codesOf(item),
    subject: item.subject,
    correlation: names?.correlation ?? null,
    position: item.merklePosition,
    leafHash: item.leafHash,
    at: item.appendedAt,
    json: visible(bytes.toString('utf8')),
    bytes: bytes.length,
  };
}

export default async function EvidencePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { human } = await requireSession();
  const filters = await loadEvidenceFilters(searchParams);
  const { draft, event, cursor } = filters;
  const asked = {
    ...(draft === null ? {} : { draft_id: draft }),
    ...(event === null ? {} : { event }),
  };
  const { page, lostPage } = await pageOrFirst(cursor, (place) =>
    listEvidence(human, { ...asked, ...place }),
  );
  const { items, nextCursor } = page;
  const names = await nameEvidence(human, items);
  const understood = new URLSearchParams(writeEvidenceFilters(filters));
  return (
    <main className="main" id="main">
      <Topbar title="Evidence" end={<ShortcutSheet />} />
      <ListKeys />
      <EvidenceNote readsAudit={readsCalls(human.role) === null} />
      <EvidenceFilter draft={draft ?? ''} event={event ?? ''} events={evidenceEvents} />
      <ListNote
        notUnderstood={countNotUnderstood(await searchParams, understood)}
        lostPage={lostPage}
        plain="/evidence"
      />
      {items.length === 0 ? (
        <NoEvidence narrowed={draft !== null || event !== null} />
      ) : (
        <EvidenceTable records={items.map((item) => recordOf(item, names.get(item.id)))} />
      )}
      <Pager
        href={
          nextCursor === null ? null : writeEvidenceFilters('/evidence', { ...filters, cursor: nextCursor })
        }
        words="Older"
      />
    </main>
  );
}
