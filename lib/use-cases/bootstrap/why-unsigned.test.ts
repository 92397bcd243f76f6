import { expect, it } from 'vitest';
import { whyUnsigned, whyUnwitnessed } from './why-unsigned';

/** The keys of the example of C2SP signed-note, of a log; of no witness. */
const ofLog = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

it('lets a server start that keeps a key of its own and has no witness', async () => {
  expect(await whyUnsigned()).toBeNull();
});

it.each([
  ['of a log', ofLog],
  ['of which a letter is wrong', ofLog.replace('ARpc', 'ARpd')],
])('says which key of a witness cannot be used: one %s', async (_, verifierKey) => {
  const logWitnesses = [{ url: 'https://w.example', verifierKey }];
  expect(await whyUnwitnessed({ logWitnesses })).toBe(
    `LOG_WITNESSES must hold Ed25519 cosigner keys, and ${verifierKey} is none.`,
  );
});
