import { canonicalJson } from '../evidence/canonical-json';
import { anchorTenant } from './anchor-log';
import { hexOf, utf8 } from './bytes';
import { sha256 } from './merkle-hash';

/** A leaf of the anchor log before its place is known. `subject` is the digest of the checkpoint. */
export type AnchorLeaf = { readonly id: string; readonly subject: string; readonly entry: Uint8Array };

/** SHA-256 of a signed note as its log first signed it, without what witnesses added. */
export const checkpointDigest = async (note: string): Promise<string> =>
  `sha256:${hexOf(await sha256(utf8(note)))}`;

/** It says that there was a checkpoint, and nothing of whose it is or what it signs. */
export async function anchorLeaf(id: string, note: string): Promise<AnchorLeaf> {
  const digest = await checkpointDigest(note);
  const record = {
    v: 1,
    tenant: anchorTenant,
    id,
    event: 'checkpoint_anchored',
    subject: digest,
    payload: { checkpoint_digest: digest },
  };
  return { id, subject: digest, entry: utf8(canonicalJson(record)) };
}
