import { bundleNames } from '../bundle/bundle-names';
import { hexOf } from '../bytes';
import type { LogRecord } from './check-record';
import type { Findings } from './findings';

/**
 * The records of a draft are about it, begin with its creation, and its apply names that creation. Whether the log holds
 * more about it no single records can show.
 */
export function checkLinks(draftId: string, records: readonly LogRecord[], found: Findings): void {
  const file = bundleNames.evidence;
  const [first] = records;
  if (first !== undefined && first.entry().event !== 'draft_created') {
    const words = 'The records do not begin with the creation of the draft.';
    found.add({ code: 'RECORD_MISSING', position: first.position, id: first.entry().id, file, words });
  }
  const digests = new Set(records.map(({ leaf }) => `sha256:${hexOf(leaf)}`));
  for (const record of records) {
    const { position } = record;
    const entry = record.entry();
    const at = { position, id: entry.id, file };
    if (entry.subject !== draftId && entry.payload['draft_id'] !== draftId) {
      found.add({
        ...at,
        code: 'RECORD_NOT_OF_DRAFT',
        field: 'subject',
        words: 'The record is about something else.',
      });
    }
    const previous = entry.payload['previous_digest'];
    if (entry.event === 'draft_applied' && !digests.has(String(previous))) {
      const words = 'The creation of the draft that this record names is not among the records.';
      found.add({ ...at, code: 'RECORD_MISSING', field: 'payload.previous_digest', words });
    }
  }
}
