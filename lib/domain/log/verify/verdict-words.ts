import type { Failure, Positions, Verified } from './verdict';

/** What was proved, one sentence each: which records, by whose key, and what that is worth. */
export function provedWords(verdict: Verified): string[] {
  const { origin, size, records, signedBy, statements, cosignedBy, anchor, against } = verdict;
  return [
    `${recordsWords(records, verdict.positions)} as ${records === 1 ? 'it was' : 'they were'} written into the log, and nothing was changed, removed, added or moved.`,
    `The log is ${origin}. Its first ${size} records were signed by the key ${signedBy.keyId}.`,
    signedBy.isTrusted
      ? 'You brought that key yourself: the signature is worth what the key is worth to you.'
      : `That key came with the file, so it proves nothing by itself. Compare ${signedBy.keyId} with what the operator of the log told you, or give their key.`,
    ...(statements === 0
      ? []
      : [
          `${counted(statements, 'statement')} of applied drafts, signed by the same key, ${statements === 1 ? 'agrees' : 'agree'} with the records.`,
        ]),
    ...cosignedBy.map(
      ({ name, keyId, at }) => `The witness ${name} (${keyId}) saw this log at ${timeOf(at)}.`,
    ),
    ...(anchor === null
      ? []
      : [`The anchor log ${anchor.origin}, signed by ${anchor.keyId}, holds this head.`]),
    ...(against === null ? [] : [againstWords(against)]),
  ];
}

function recordsWords(records: number, positions: Positions): string {
  if (records === 0) return 'The log is empty: there is no record,';
  const [first, last] =
    'from' in positions ? [positions.from, positions.to - 1] : [positions[0], positions.at(-1)];
  const where = records === 1 ? `at position ${first}` : `from position ${first} to ${last}`;
  return `${counted(records, 'record')} ${where} ${records === 1 ? 'is' : 'are'}`;
}

const againstWords = ({ size, isSame }: NonNullable<Verified['against']>): string =>
  isSame
    ? `It is the very log that you kept, with ${counted(size, 'record')}.`
    : `It begins with the ${counted(size, 'record')} that you kept, unchanged.`;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const timeOf = (seconds: number): string =>
  Math.abs(seconds) < 8.64e12 ? new Date(seconds * 1000).toISOString() : `second ${seconds}`;

/** Where a failure lies, as far as it is known: the record, its field, the file in the archive. */
export function failurePlace({ position, id, field, file }: Failure): string {
  return [
    ...(position === undefined ? [] : [`position ${position}`]),
    ...(id === undefined ? [] : [id]),
    ...(field === undefined ? [] : [field]),
    ...(file === undefined ? [] : [file]),
  ].join(' · ');
}
