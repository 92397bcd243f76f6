import type { BulkHash } from '../bulk-hash';
import type { Bytes } from '../bytes';
import type { Trust } from './trust';
import type { Progress } from './verdict';

export type VerifyOptions = {
  readonly trust: Trust;
  /** An older checkpoint, proof or bundle that the reader kept; null for none. */
  readonly against: Bytes | null;
  readonly hash: BulkHash;
  readonly onProgress: (progress: Progress) => void;
};
