import type { LogBreak, LogField } from './log-break';

const another = ({ field }: LogBreak) => `the entry says another ${field}`;

const words: Record<LogField, (found: LogBreak) => string> = {
  position: ({ id, count = 1 }) => {
    if (id !== null) return 'the record is out of its place';
    return count === 1 ? 'a leaf is missing' : `${count} leaves are missing`;
  },
  entry: () => 'the entry is not the RFC 8785 form of a record',
  tenant: another,
  id: another,
  event: another,
  subject: another,
  leaf_hash: () => 'the leaf hash is not that of the entry',
  hashes: () => 'the row has another number of hashes than its position asks for',
  subtree_hash: ({ level = 0 }) =>
    `the hash of the ${2 ** level} leaves that end there is not what its two halves make`,
  size: () => 'the leaves end, and the head of the log says another size',
  edge: () => 'the edge of the head is not what the leaves make',
  order: () => 'the draft cannot have this event there',
  previous_digest: () => 'the apply names another leaf than the creation of its draft',
  draft: () => 'the draft is not as the log says',
  draft_count: () => 'other drafts are stored than were created and not removed by their age',
  pending_count: () => 'the head counts other drafts pending than there are',
};

/** A break in words, without a stop: where it lies and what does not hold. */
export function breakWords(found: LogBreak): string {
  const { position, id, field } = found;
  return `at #${position}${id === null ? '' : `, ${id}`}: ${words[field](found)} (${field})`;
}
