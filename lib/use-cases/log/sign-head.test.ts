import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { addCheckpoint } from '@/db/queries/log-checkpoints';
import { withTenant } from '@/db/tenant';
import { makeKey, makePerson, makeSession, makeTenant, type TestTenant } from '@/db/testing/fixtures';
import { merkleRoot } from '@/db/testing/merkle-root';
import { ownerIn } from '@/db/testing/owner-in';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { freshCheckpoint } from './fresh-checkpoint';
import { signerOf } from './log-signer';
import { signHead } from './sign-head';

const owner = postgres(inject('ownerUrl'), { max: 2 });
afterAll(() => owner.end());

async function makeLog() {
  const tenant = await makeTenant();
  const person = await makePerson(tenant, 'reviewer');
  const { agent } = await makeKey(person);
  const reviewer = await makeSession(person);
  return { tenant, agent, reviewer, grow: (name: string) => propose(agent, { name }) };
}

const entriesOf = async (tenant: TestTenant): Promise<Buffer[]> => {
  let entries: Buffer[] = [];
  await ownerIn(owner, tenant, async (sql) => {
    const rows = await sql<{ entry: Buffer }[]>`select entry from log_leaves order by idx`;
    entries = rows.map(({ entry }) => entry);
  });
  return entries;
};

const newPem = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const signingOf = (tenant: TestTenant, text = newPem(), dataDir = tempDataDir('sign')) => ({
  tenantId: tenant.id,
  host: 'cs.example.com',
  dataDir,
  signer: signerOf({ logSigning: { by: 'text', text }, dataDir }),
});

describe('the head of a log', () => {
  it('is signed once it is committed, as a checkpoint that the key of the log opens', async () => {
    const { tenant, reviewer, grow } = await makeLog();
    await grow('one');
    const fresh = accepted(await freshCheckpoint(reviewer));
    const entries = await entriesOf(tenant);
    expect(fresh.size).toBe(entries.length);
    expect(Buffer.from(fresh.root)).toEqual(merkleRoot(entries));
    const key = await parseVerifierKey(fresh.verifierKey);
    expect(key?.name).toBe(`127.0.0.1:3000/log/${tenant.id}`);
    expect(key && (await openCheckpoint(fresh.note, key))).toMatchObject({
      ok: true,
      checkpoint: { size: fresh.size, origin: key?.name },
    });
    expect(accepted(await freshCheckpoint(reviewer))).toEqual(fresh);
    await grow('two');
    expect(accepted(await freshCheckpoint(reviewer)).size).toBe(fresh.size + 1);
  });

  it('is signed of a log without leaves too', async () => {
    const tenant = await makeTenant();
    const reader = await makeSession(await makePerson(tenant, 'viewer'));
    expect(accepted(await freshCheckpoint(reader))).toMatchObject({ size: 0 });
  });
});
