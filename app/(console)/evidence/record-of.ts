import type { EvidenceRecord } from '@/components/evidence/evidence-record';
import type { EvidenceItem } from '@/lib/domain/evidence/evidence-item';
import { visible } from '@/lib/domain/text/visible';
import type { EvidenceNames } from '@/lib/use-cases/evidence/name-evidence';

const codesOf = ({ event, payload: { codes } }: EvidenceItem): string[] =>
  event === 'draft_apply_refused' && Array.isArray(codes) ? codes.map(String) : [];

/** A record as the pages show it. */
export function recordOf(item: EvidenceItem, names: EvidenceNames | undefined): EvidenceRecord {
  const bytes = Buffer.from(item.entry, 'base64');
  return {
    id: item.id,
    event: item.event,
    resource: names?.resource ? visible(names.resource) : null,
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
