import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes';
import { failuresOf } from '../testing/failures-of';
import { reseal } from '../testing/reseal';
import { bundled, draftScope, range, rows, size } from '../testing/small-log';
import { storedRows } from '../testing/stored-rows';
import { verifyEvidence } from './verify-evidence';

const rootDiffers = { code: 'ROOT_DIFFERS' };

const forgedAt = (position: number) =>
  storedRows(
    rows.map(({ entry, idx }) =>
      idx === position ? utf8(new TextDecoder().decode(entry).replace('"n":', '"n":1')) : entry,
    ),
  );

describe('records that were changed with their hashes', () => {
  it.each([
    [
      0,
      [
        { position: 0, id: 'evd_0', file: 'proofs/0.tlog-proof' },
        { position: 22, id: 'evd_22', file: 'proofs/22.tlog-proof' },
        { position: 0, file: 'evidence.ndjson' },
      ],
    ],
    [
      9,
      [
        { position: 0, id: 'evd_0', file: 'proofs/0.tlog-proof' },
        { position: 22, id: 'evd_22', file: 'proofs/22.tlog-proof' },
        { position: 0, file: 'evidence.ndjson' },
      ],
    ],
  ])('do not lead to the signed root: position %i', async (position, places) => {
    const file = await bundled(range(0, size), { rows: forgedAt(position) });
    expect(await failuresOf(file)).toEqual(places.map((place) => ({ ...place, ...rootDiffers })));
  });

  it.each([
    [3, 2, 4],
    [9, 8, 16],
    [12, 8, 16],
    [18, 16, 20],
    [1, 1, 2],
  ])('are narrowed down where the proofs were made before: position %i', async (position, from, to) => {
    const honest = await bundled(range(0, size));
    const forged = await bundled(range(0, size), { rows: forgedAt(position) });
    const mixed = reseal(honest, (files) => {
      reseal(forged, (others) =>
        files.set('evidence.ndjson', others.get('evidence.ndjson') ?? new Uint8Array()),
      );
    });
    const verdict = await verifyEvidence(mixed);
    expect(verdict).toMatchObject({
      ok: false,
      failures: [{ code: 'ROOT_DIFFERS', position: from, file: 'evidence.ndjson' }],
    });
    const words = to - from === 1 ? 'This record' : `Positions ${from} to ${to - 1} `;
    expect(verdict.ok ? '' : verdict.failures[0]?.words).toContain(words);
  });

  it('of a draft are named one by one', async () => {
    const file = await bundled(draftScope, { rows: forgedAt(4) });
    expect(await failuresOf(file)).toContainEqual({
      position: 4,
      id: 'evd_4',
      file: 'proofs/4.tlog-proof',
      ...rootDiffers,
    });
  });
});
