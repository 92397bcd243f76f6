import type { Failure, Positions, Verified } from './verdict';

/** What was proved, one sentence each: which records, by whose key, and what that is worth. */
export function provedWords(verdict: Verified): string[] {
  const { origin, size, records, signedBy, statements, cosignedBy, anchor, against } = verdict;
  return [
    `${recordsWords(records, verdict.positions)} as ${records === 1 ? 'it was' : 'they were'} written into the log, ${isWhole(verdict) ? 'and nothing was changed, removed, added or moved.' : 'unchanged and in place.'}`,
    ...(verdict.draftId === null
      ? []
      : [
          `All are about the draft ${verdict.draftId}. The log may hold more about it: only a bundle of a range shows that nothing is left out.`,
        ]),
    `The log is ${origin}. Its first ${size} records were signed by the key ${signedBy.keyId}.`,
    signedBy.isTrusted
      ? 'You brought that key yourself: the signature is worth what the key is worth to you.'
      : `That key came with the file, so it proves nothing by itself. Compare the whole key with what the operator of the log told you, or give theirs.`,
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
      : [
          anchor.isTrusted
            ? `The anchor log ${anchor.origin}, signed by ${anchor.keyId}, holds this head.`
            : `A log that calls itself ${anchor.origin} holds this head, by the key ${anchor.keyId}. That key came with the file too: only your own copy of it, or a witness’s, makes this proof.`,
        ]),
    ...(against === null ? [] : [againstWords(against)]),
  ];
}

/** Of single records nobody can tell what else there is. */
const isWhole = ({ positions }: Verified): boolean => 'from' in positions;

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

/** What to do with a file that does not hold. */
export const brokenAdvice =
  'Do not rely on it. It may have been changed after it was made: ask for it again. If that one fails too, the log does not hold.';

/** Where a failure lies, as far as it is known: the record, its field, the file in the archive. */
export function failurePlace({ position, id, field, file }: Failure): string {
  return [
    ...(position === undefined ? [] : [`position ${position}`]),
    ...(id === undefined ? [] : [id]),
    ...(field === undefined ? [] : [field]),
    ...(file === undefined ? [] : [file]),
  ].join(' · ');
}
