import { logSigner } from '../log/log-signer';

/** Null when there is a key that signs checkpoints; else the sentence that says why it cannot be used. */
export function whyUnsigned(): string | null {
  try {
    logSigner();
    return null;
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}
