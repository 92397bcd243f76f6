import type { Metadata } from 'next';
import Link from 'next/link';
import { Topbar } from '@/components/app/topbar';
import { EvidenceFilter } from '@/components/evidence/evidence-filter';
import type { EvidenceRecord } from '@/components/evidence/evidence-row';
import { EvidenceTable } from '@/components/evidence/evidence-table';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { visible } from '@/lib/domain/text/visible';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { requireSession } from '../require-session';

export const metadata: Metadata = { title: 'Evidence' };

type Query = { draft?: string; event?: string; cursor?: string };

function recordOf(item: EvidenceItem): EvidenceRecord {
  const bytes = Buffer.from(item.entry, 'base64');
  return {
    id: item.id,
    event: item.event,
    subject: item.subject,
    position: item.merklePosition,
    leafHash: item.leafHash,
    at: item.appendedAt,
    json: visible(bytes.toString('utf8')),
    bytes: bytes.length,
  };
}

const asked = ({ draft, event, cursor }: Query) => ({
  ...(draft ? { draft_id: draft } : {}),
  ...(event ? { event } : {}),
  ...(cursor ? { cursor } : {}),
});

export default async function EvidencePage({ searchParams }: { searchParams: Promise<Query> }) {
  const { human } = await requireSession();
  const query = await searchParams;
  const { draft = '', event = '' } = query;
  const listed = await listEvidence(human, asked(query));
  const { items, nextCursor } = listed.ok ? listed.value : { items: [], nextCursor: null };
  return (
    <main className="main" id="main">
      <Topbar title="Evidence" />
      <EvidenceFilter draft={draft} event={event} events={evidenceEvents} />
      {items.length === 0 ? (
        <div className="empty">
          <h2>No evidence matches</h2>
          <p>
            {listed.ok
              ? 'Every decision leaves a record here.'
              : 'The filter does not name a draft or an event.'}
          </p>
        </div>
      ) : (
        <EvidenceTable records={items.map(recordOf)} />
      )}
      {nextCursor === null ? null : (
        <p className="pager px-6">
          <Link
            className="link"
            href={`/evidence?${new URLSearchParams({ draft, event, cursor: nextCursor })}`}
            prefetch={false}
          >
            Older
          </Link>
        </p>
      )}
    </main>
  );
}
