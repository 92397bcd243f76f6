import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Bytes, concat, utf8 } from '../bytes';
import { parseNote, signatureLine } from '../signed-note';
import { head, signer } from '../testing/small-log';
import { keyIdOf, type VerifierKey } from '../verifier-key';
import { checkCosignatures } from './check-cosignatures';
import { Findings } from './findings';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const unnamed = {
  name: 'witness.example/w1',
  type: 0x04,
  publicKey: new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')),
};
const witness: VerifierKey = { ...unnamed, keyId: await keyIdOf(unnamed) };
const note = signer.checkpoint(head);

/** C2SP tlog-cosignature: eight bytes of time, and Ed25519 over the time and the text. */
function cosignedAt(seconds: number, signedAs = seconds): string {
  const time = new DataView(new ArrayBuffer(8));
  time.setBigUint64(0, BigInt(seconds));
  const text = parseNote(note)?.text ?? '';
  const signature = sign(null, utf8(`cosignature/v1\ntime ${signedAs}\n${text}`), privateKey);
  return `${note}${signatureLine({ ...witness, signature: concat(new Uint8Array(time.buffer), signature) })}`;
}

const check = async (signed: string, keys: readonly VerifierKey[]) => {
  const found = new Findings();
  const { key } = signer;
  const signedBy = { keyId: key.keyId, verifierKey: signer.verifierKey, isTrusted: true };
  const checkpoint = { ...head, origin: key.name, note: signed, key, signedBy };
  return { seen: await checkCosignatures([checkpoint], keys, found), failed: found.count };
};

it('names a witness whose key the reader brought, and when it saw the checkpoint', async () => {
  const { name, keyId } = witness;
  expect(await check(cosignedAt(1_763_800_000), [witness])).toEqual({
    seen: [{ name, keyId, at: 1_763_800_000 }],
    failed: 0,
  });
  expect(await check(cosignedAt(1_763_800_000), [])).toEqual({ seen: [], failed: 0 });
});

it('counts no cosignature with another time, and none that is too short', async () => {
  expect(await check(cosignedAt(1_763_800_000, 1_763_800_001), [witness])).toEqual({ seen: [], failed: 1 });
  const short: Bytes = new Uint8Array(5);
  const cut = `${note}${signatureLine({ ...witness, signature: short })}`;
  expect(await check(cut, [witness])).toEqual({ seen: [], failed: 1 });
});

it('fails where a witness whose key was brought has not seen it', async () => {
  expect(await check(note, [witness])).toEqual({ seen: [], failed: 1 });
});
