import type { VerifierKey } from '../verifier-key';

/** What the reader brings along, and nobody who wrote the file. */
export type Trust = {
  /** Given for this file: a log's signature must be by one of them. Keys of witnesses may stand among them. */
  readonly keys: readonly VerifierKey[];
  /** Kept from earlier: what must have signed the logs that bear their names. */
  readonly pinned: readonly VerifierKey[];
};

export const noTrust: Trust = { keys: [], pinned: [] };
