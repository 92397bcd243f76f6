import { describe, expect, it } from 'vitest';
import { makeTeam } from '@/db/testing/fixtures';
import { config } from '@/lib/config';
import { failuresOf } from '@/lib/domain/log/testing/failures-of';
import { replacing, reseal } from '@/lib/domain/log/testing/reseal';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { verifyEvidence } from '@/lib/domain/log/verify/verify-evidence';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { fetched, filesIn } from './testing/fetched';
import { madeFor } from './testing/made-for';

const { agent, reviewer } = await makeTeam();
for (const name of ['one', 'two', 'three']) await propose(agent, { name });
const draft = await propose(agent, { name: 'live' });
accepted(await apply(reviewer, draft));
const ofDraft = async () => fetched(reviewer, (await madeFor(reviewer, { draft_id: draft.id })).id);

async function logWith(name: string) {
  await propose(agent, { name });
  return fetched(reviewer, (await madeFor(reviewer)).id);
}

const textOf = (archive: Parameters<typeof filesIn>[0], name: string) =>
  filesIn(archive).get(name) ?? expect.fail(`no ${name}`);

describe('the anchor of a bundle', () => {
  const anchorFile = 'anchor.tlog-proof';

  it.each([
    ['a draft', () => ({ draft_id: draft.id })],
    ['a range', () => ({ from: 2, to: 7 })],
  ])('of %s stands last and proves that the anchor log holds its checkpoint', async (_, scope) => {
    const archive = await fetched(reviewer, (await madeFor(reviewer, scope())).id);
    expect([...filesIn(archive).keys()].slice(-2)).toEqual([anchorFile, 'anchor-key.txt']);
    const key = textOf(archive, 'anchor-key.txt').trimEnd();
    const anchor = await parseVerifierKey(key);
    if (anchor === null) throw new Error('no key');
    expect(anchor.name).toBe(`${new URL(config().publicUrl).host}/log/anchor`);
    expect(await verifyEvidence(archive)).toMatchObject({
      ok: true,
      anchor: { origin: anchor.name, keyId: anchor.keyId, isTrusted: false },
    });
    const trust = { keys: [], pinned: [anchor] };
    expect(await verifyEvidence(archive, { trust })).toMatchObject({ anchor: { isTrusted: true } });
  });

  it('is named when a byte of it was changed, whoever made the manifest anew', async () => {
    const archive = await ofDraft();
    const before = textOf(archive, anchorFile);
    const place = { file: anchorFile };
    const careless = Uint8Array.from(archive);
    careless.set([0], Buffer.from(archive).indexOf(before) + 40);
    expect(await failuresOf(careless)).toContainEqual({ ...place, code: 'FILE_CHANGED' });
    const changes = [
      (text: string) => text.replace(/^extra ...../m, 'extra AAAAA'),
      (text: string) => text.replace(/^index \d+/m, 'index 123456789'),
      (text: string) => text.replace(/(?<=\/log\/anchor\n)\d/, '9$&'),
      (text: string) => `${text.slice(0, -20)}A${text.slice(-19)}`,
    ];
    for (const change of changes) {
      expect(change(before)).not.toBe(before);
      const failures = await failuresOf(reseal(archive, replacing(anchorFile, change)));
      expect(failures).toEqual([expect.objectContaining(place)]);
    }
  });

  it('of another checkpoint is not that of this one', async () => {
    const [older, newer] = [await logWith('before'), await logWith('behind')];
    const taken = textOf(older, anchorFile);
    const swapped = reseal(
      newer,
      replacing(anchorFile, () => taken),
    );
    expect(await failuresOf(swapped)).toEqual([{ code: 'ANCHOR_DIFFERS', file: anchorFile }]);
  });
});
