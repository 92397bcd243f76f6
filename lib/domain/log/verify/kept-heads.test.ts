import { describe, expect, it } from 'vitest';
import { type Bytes, utf8 } from '../bytes';
import { proofFiles } from '../testing/proof-files';
import { bundled, draftScope, head, log, range, rows, signer, size, whole } from '../testing/small-log';
import { testSigner } from '../testing/test-signer';
import { writeBundle } from '../testing/write-bundle';
import { verifyEvidence } from './verify-evidence';

const middle = await bundled(range(5, 17));
const ofDraft = await bundled(draftScope);
const { document } = await proofFiles(log, 7, size);
const other = await testSigner(signer.key.name);

const kept = async (count: number) => utf8(signer.checkpoint(await log.headAt(count)));

const against = async (file: Bytes, before: Bytes) => {
  const verdict = await verifyEvidence(file, { against: before });
  return verdict.ok ? verdict.against : verdict.failures.map(({ code }) => code);
};

describe('what the reader kept', () => {
  it('is extended by a bundle that begins before it, whatever was kept', async () => {
    for (let count = 0; count <= size; count += 1) {
      expect(await against(whole, await kept(count))).toEqual({ size: count, isSame: count === size });
    }
    const earlier = await writeBundle({ signer, rows, head: await log.headAt(12), scope: range(3, 9) });
    expect(await against(whole, earlier)).toEqual({ size: 12, isSame: false });
    const proof = await proofFiles(log, 3, 10);
    expect(await against(whole, utf8(proof.tlogProof))).toEqual({ size: 10, isSame: false });
    expect(await against(whole, utf8(JSON.stringify(proof.document)))).toEqual({ size: 10, isSame: false });
  });

  it('is shown by a part of the log from where its subtrees end', async () => {
    for (const count of [4, 5, 6, 16, 17])
      expect(await against(middle, await kept(count))).toMatchObject({ size: count });
    for (const count of [1, 2, 3, 18, 22])
      expect(await against(middle, await kept(count))).toEqual(['AGAINST_UNPROVEN']);
    expect(await against(ofDraft, await kept(5))).toEqual(['AGAINST_UNPROVEN']);
    expect(await against(utf8(JSON.stringify(document)), await kept(5))).toEqual(['AGAINST_UNPROVEN']);
    expect(await against(utf8(JSON.stringify(document)), await kept(size))).toEqual({ size, isSame: true });
  });

  it('tells a log that was truncated, one that was rewritten, and another one', async () => {
    const short = await bundled(range(0, 20), { head: await log.headAt(20) });
    expect(await against(short, await kept(size))).toEqual(['LOG_SHORTER']);
    const rewritten = { ...(await log.headAt(12)), root: new Uint8Array(32) };
    expect(await against(whole, utf8(signer.checkpoint(rewritten)))).toEqual(['LOG_REWRITTEN']);
    expect(await against(whole, utf8(signer.checkpoint({ ...head, root: new Uint8Array(32) })))).toEqual([
      'LOG_REWRITTEN',
    ]);
    const elsewhere = await testSigner('elsewhere/log/x');
    expect(await against(whole, utf8(elsewhere.checkpoint(head)))).toEqual(['AGAINST_OTHER_LOG']);
    expect(await against(whole, utf8(other.checkpoint(head)))).toEqual(['AGAINST_INVALID']);
    expect(await against(whole, utf8('nothing'))).toEqual(['AGAINST_INVALID']);
  });
});
