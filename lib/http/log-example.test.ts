import { expect, it } from 'vitest';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { parseTlogProof } from '@/lib/domain/log/tlog-proof';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { rootFromInclusion } from '@/lib/domain/log/verify-inclusion';
import { evidenceProofExample, logExample } from './log-example';

it('the proof that the description shows is one', async () => {
  const file = parseTlogProof(evidenceProofExample.tlog_proof);
  const key = await parseVerifierKey(logExample.verifier_key);
  if (file === null || file.extra === null || key === null) throw new Error('no proof');
  const { size } = logExample;
  const root = await rootFromInclusion({ ...file, size, leaf: await leafHash(file.extra) });
  expect(await openCheckpoint(file.checkpoint, key)).toMatchObject({ ok: true, checkpoint: { size, root } });
});
