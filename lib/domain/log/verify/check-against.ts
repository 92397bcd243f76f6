import { type Bytes, sameBytes } from '../bytes';
import { emptyRoot } from '../merkle-hash';
import { openCheckpoint } from '../open-checkpoint';
import { rangeRoot } from '../range-root';
import type { SignedHead } from './check-checkpoint';
import type { ProvedRange } from './check-range';
import type { Findings } from './findings';
import { keptCheckpoint } from './kept-checkpoint';
import type { Verified } from './verdict';

/**
 * The log of this file extends the one that the reader kept a checkpoint of. A log that is shorter now was truncated or
 * restored from a backup; one whose older part differs was rewritten. What the file cannot show has failed.
 */
export async function checkAgainst(
  kept: Bytes,
  head: SignedHead,
  range: ProvedRange | null,
  found: Findings,
): Promise<Verified['against']> {
  const note = keptCheckpoint(kept);
  const opened = note === null ? null : await openCheckpoint(note, head.key);
  if (opened?.ok !== true) {
    const isOther = opened?.code === 'OTHER_LOG';
    return isOther
      ? found.add({ code: 'AGAINST_OTHER_LOG', words: 'The file to compare with is of another log.' })
      : found.add({
          code: 'AGAINST_INVALID',
          words: `The file to compare with holds no checkpoint that ${head.key.keyId} signed.`,
        });
  }
  const { size, root } = opened.checkpoint;
  if (size > head.size) {
    const words = `The log had ${head.size} records when this file was made; what you kept is of ${size}. If what you kept is the older of the two, the log was truncated or restored from an older backup; if it is the newer, verify it against this file.`;
    return found.add({ code: 'LOG_SHORTER', position: head.size, words });
  }
  const then = await rootAt(size, head, range);
  if (then === null) {
    const words = `The file does not show what the log held at ${size} records. Compare a bundle of the log that begins at or before position ${size}.`;
    return found.add({ code: 'AGAINST_UNPROVEN', words });
  }
  if (!sameBytes(then, root)) {
    const words = `The first ${size} records are not those of the log that you kept: it was rewritten, or restored from an older backup and written on.`;
    return found.add({ code: 'LOG_REWRITTEN', words });
  }
  return { size, isSame: size === head.size };
}

/** The root that this file's log had at an earlier size; null where the file does not show it. */
async function rootAt(size: number, head: SignedHead, range: ProvedRange | null): Promise<Bytes | null> {
  if (size === head.size) return head.root;
  if (size === 0) return emptyRoot();
  return range && size <= range.to ? rangeRoot(range, size, range.siblings) : null;
}
