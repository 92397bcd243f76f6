import { generateKeyPairSync } from 'node:crypto';
import { makeKey, makePerson, makeSession, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import { propose } from '@/lib/use-cases/testing/acts';
import { signerOf } from '../log-signer';
import type { Signing } from '../sign-head';

/** A tenant whose log grows by a leaf with each `grow`. */
export async function makeLog() {
  const tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  const { agent } = await makeKey(person);
  const reviewer = await makeSession(person);
  let made = 0;
  const grow = async (times = 1): Promise<void> => {
    for (let time = 0; time < times; time += 1) await propose(agent, { name: `leaf-${made++}` });
  };
  return { tenant, agent, reviewer, grow };
}

/** A private key in PEM. */
export const newPem = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** One process that signs: its key, and what it keeps outside the database. */
export const signingOf = ({ id }: TestTenant, text = newPem(), dataDir = tempDataDir('sign')): Signing => ({
  tenantId: id,
  host: 'cs.example.com',
  dataDir,
  signer: signerOf({ logSigning: { by: 'text', text }, dataDir }),
});
