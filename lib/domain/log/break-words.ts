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
  view: () => 'a person decided there, and no record right before it says what they had before them',
  draft: ({ column }) =>
    column === undefined
      ? 'the draft is not stored as the log says'
      : `the stored draft has another ${column} than the log says`,
  resource: ({ column, version }) => {
    const what = version === undefined ? 'resource' : `version ${version} of the resource`;
    return column === undefined
      ? `the ${what} is not stored as the log says`
      : `the stored ${what} has another ${column} than the log says`;
  },
  pending_count: () => 'the head counts other drafts pending than there are',
  checkpoint: () => 'the checkpoint of this size is not what its key signed',
  checkpoint_root: () =>
    'a checkpoint of this size was signed, and the leaves before it do not give its root',
  kept: () => 'what DATA_DIR keeps of the last signed head is not what its key signed',
  kept_root: () =>
    'DATA_DIR keeps a signed head of this size, and the leaves before it do not give it: the log was cut or changed, or an older backup was restored',
  anchor: () => 'the anchor log does not hold the checkpoint of this size where it was anchored',
  anchored: () => 'a checkpoint was anchored there that no log stores any more',
};

/** A break in words, without a stop: where it lies and what does not hold. */
export function breakWords(found: LogBreak): string {
  const { position, id, field } = found;
  return `at #${position}${id === null ? '' : `, ${id}`}: ${words[field](found)} (${field})`;
}
