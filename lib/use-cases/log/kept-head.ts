import type { LogState } from '@/host/log-state';
import { type Bytes, sameBytes } from '@/lib/domain/log/bytes';
import type { LogBreak } from '@/lib/domain/log/log-break';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';

export type KeptHead = {
  /** The size that was signed last, by what is kept outside the database; null where nothing is kept that says it. */
  size: number | null;
  /** What is wrong with what is kept itself. */
  breaks: readonly LogBreak[];
  /** Whether the leaves give it, once a walk has reached this size. */
  passed: (reached: number, root: () => Bytes | null) => LogBreak[];
  /** Where the walk never reached it: the log was longer when it was signed. */
  beyond: () => LogBreak[];
};

/** The head that DATA_DIR keeps of a log, to be held beside a walk over its leaves. */
export async function keptHead(state: LogState | 'damaged' | null): Promise<KeptHead> {
  if (state === null) return { size: null, breaks: [], passed: () => [], beyond: () => [] };
  const key = state === 'damaged' ? null : await parseVerifierKey(state.verifierKey);
  const opened = state === 'damaged' || key === null ? null : await openCheckpoint(state.note, key);
  if (!opened?.ok) {
    const damaged: LogBreak = { position: 0, id: null, field: 'kept' };
    return { size: null, breaks: [damaged], passed: () => [], beyond: () => [] };
  }
  const { size, root: signed } = opened.checkpoint;
  const lost: LogBreak[] = [{ position: size, id: null, field: 'kept_root' }];
  let isPassed = false;
  return {
    size,
    breaks: [],
    passed: (reached, root) => {
      if (isPassed || reached < size) return [];
      isPassed = true;
      const given = reached === size ? root() : null;
      return given !== null && sameBytes(given, signed) ? [] : lost;
    },
    beyond: () => (isPassed ? [] : lost),
  };
}
