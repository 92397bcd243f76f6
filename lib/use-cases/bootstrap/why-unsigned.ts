import { type Config, config } from '@/lib/config';
import { cosignatureType } from '@/lib/domain/log/cosignature';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { logSigner } from '../log/log-signer';

/** Null when there is a key that signs checkpoints, and one for each witness; else the sentence that says why not. */
export async function whyUnsigned(): Promise<string | null> {
  try {
    logSigner();
    return await whyUnwitnessed(config());
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

/** Null when every witness has a key that its cosignatures can be verified with here. */
export async function whyUnwitnessed({ logWitnesses }: Pick<Config, 'logWitnesses'>): Promise<string | null> {
  for (const { verifierKey } of logWitnesses) {
    const key = await parseVerifierKey(verifierKey);
    if (key?.type !== cosignatureType)
      return `LOG_WITNESSES must hold Ed25519 cosigner keys, and ${verifierKey} is none.`;
  }
  return null;
}
