import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../evidence/canonical-json';
import { anchorTenant } from '../anchor-log';
import { type Bytes, concat, utf8 } from '../bytes';
import { leafHash } from '../merkle-hash';
import { failuresOf } from '../testing/failures-of';
import { bundled, head, range, signer, size } from '../testing/small-log';
import { storedRows } from '../testing/stored-rows';
import { testSigner } from '../testing/test-signer';
import { proofOf } from '../testing/write-bundle';
import { formatTlogProof } from '../tlog-proof';
import { treeRoot } from '../tree-root';
import { verifyEvidence } from './verify-evidence';

const anchor = await testSigner('countersign.example/log/anchor');
const digestOf = (note: string) => `sha256:${createHash('sha256').update(note).digest('hex')}`;

const entryOf = (digest: string, over = {}): Bytes =>
  utf8(
    canonicalJson({
      v: 1,
      tenant: anchorTenant,
      id: 'evd_a',
      event: 'checkpoint_anchored',
      subject: digest,
      payload: { checkpoint_digest: digest },
      ...over,
    }),
  );

/** The files of a bundle whose checkpoint is the third of five in the anchor log. */
async function anchored(entry: Bytes, given = anchor): Promise<Map<string, Bytes>> {
  const entries = [0, 1, 2, 3, 4].map((nth) => (nth === 2 ? entry : entryOf(`sha256:${nth}`)));
  const root = await treeRoot(await Promise.all(entries.map(leafHash)));
  const hashes = (await proofOf(2, 5, storedRows(entries))) ?? [];
  const proof = formatTlogProof({
    extra: entry,
    index: 2,
    hashes,
    checkpoint: given.checkpoint({ size: 5, root }),
  });
  return new Map([
    ['anchor.tlog-proof', utf8(proof)],
    ['anchor-key.txt', utf8(`${given.verifierKey}\n`)],
  ]);
}

const bundle = async (more: Map<string, Bytes>) => bundled(range(0, size), { more });
const ours = digestOf(signer.checkpoint(head));
const file = 'anchor.tlog-proof';

describe('the anchor log', () => {
  it('is named by its key where it holds the checkpoint', async () => {
    const anchoredBundle = await bundle(await anchored(entryOf(ours)));
    const { keyId, name: origin } = anchor.key;
    const keys = (given: (typeof anchor.key)[]) => ({ trust: { keys: given, pinned: [] } });
    const told = { keyId, origin, size: 5 };
    expect(await verifyEvidence(anchoredBundle)).toMatchObject({
      ok: true,
      anchor: { ...told, isTrusted: false },
    });
    expect(await verifyEvidence(anchoredBundle, keys([signer.key]))).toMatchObject({
      signedBy: { isTrusted: true },
      anchor: { isTrusted: false },
    });
    expect(await verifyEvidence(anchoredBundle, keys([signer.key, anchor.key]))).toMatchObject({
      anchor: { ...told, isTrusted: true },
    });
  });

  it.each([
    ['another checkpoint', entryOf(digestOf('another')), 'ANCHOR_DIFFERS'],
    ['another event', entryOf(ours, { event: 'draft_created' }), 'ANCHOR_DIFFERS'],
    ['a leaf of a tenant', entryOf(ours, { tenant: signer.key.name.slice(-36) }), 'ANCHOR_DIFFERS'],
    ['another subject', entryOf(ours, { subject: 'sha256:0' }), 'ANCHOR_DIFFERS'],
  ])('does not vouch with %s', async (_, entry, code) => {
    expect(await failuresOf(await bundle(await anchored(entry)))).toEqual([{ code, file }]);
  });

  it('vouches with its own key, its own name and both of its files', async () => {
    const files = await anchored(entryOf(ours));
    const elsewhere = await anchored(entryOf(ours), signer);
    expect(await failuresOf(await bundle(elsewhere))).toEqual([{ code: 'ANCHOR_DIFFERS', file }]);
    const other = await testSigner(anchor.key.name);
    const swapped = new Map([...files, ['anchor-key.txt', utf8(`${other.verifierKey}\n`)]]);
    expect(await failuresOf(await bundle(swapped))).toEqual([{ code: 'SIGNATURE_MISSING', file }]);
    for (const name of files.keys()) {
      const half = new Map([...files].filter(([one]) => one !== name));
      expect(await failuresOf(await bundle(half))).toEqual([{ code: 'ANCHOR_INVALID', file }]);
    }
    const proof = files.get(file) ?? new Uint8Array();
    const cut = new Map([...files, [file, concat(proof.slice(0, 30), proof.slice(34))]]);
    expect(await failuresOf(await bundle(cut))).toEqual([{ code: 'ANCHOR_INVALID', file }]);
  });
});
