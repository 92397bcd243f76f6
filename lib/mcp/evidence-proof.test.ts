import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeKey, makePerson, makeTenant, type TestPerson } from '@/db/testing/fixtures';
import { fromBase64 } from '@/lib/domain/log/base64';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { rootFromInclusion } from '@/lib/domain/log/verify-inclusion';
import { evidenceSchema } from '@/lib/domain/wire/evidence-wire';
import { inclusionProofSchema } from '@/lib/domain/wire/proof-wire';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { growLog } from '@/lib/use-cases/testing/grow-log';
import { accepted } from '@/lib/use-cases/testing/result';
import { call, connect, eras } from './testing/agent-client';
import { openDoor } from './testing/door-server';

let door: Awaited<ReturnType<typeof openDoor>>;
let owner: TestPerson;

beforeAll(async () => {
  door = await openDoor();
  owner = await makePerson(await makeTenant(), 'reviewer');
  await growLog(owner.tenant, 11);
});
afterAll(() => door.close());

const answer = z.strictObject({ evidence: evidenceSchema, proof: inclusionProofSchema });
const bytesOf = (text: string) => fromBase64(text) ?? new Uint8Array();

describe.each(eras)('evidence_get in protocol era %s', (era) => {
  it('answers what its description says how to verify, and no more than that', async () => {
    const { token, agent } = await makeKey(owner);
    const client = await connect(door.url, token, era);
    await client.listTools();
    for (const { id, merklePosition } of accepted(await listEvidence(agent, { limit: 100 })).items) {
      const got = await call(client, 'evidence_get', { evidence_id: id });
      const { evidence, proof } = answer.parse(got.content);
      const leaf = createHash('sha256').update(Buffer.of(0)).update(bytesOf(evidence.entry)).digest();
      expect(evidence.leaf_hash).toBe(`sha256:${leaf.toString('hex')}`);
      const { index, size } = proof;
      const hashes = proof.hashes.map(bytesOf);
      const root = await rootFromInclusion({ index, size, leaf: Uint8Array.from(leaf), hashes });
      const key = await parseVerifierKey(proof.verifier_key);
      if (key === null) throw new Error('no key');
      expect(await openCheckpoint(proof.checkpoint, key)).toMatchObject({
        ok: true,
        checkpoint: { size, root },
      });
      expect([index, key.name.split('/').at(-1)]).toEqual([merklePosition, agent.tenantId]);
      expect(JSON.stringify(got.content).length).toBeLessThan(4096);
    }
    await client.close();
  });
});

it('is refused to a key of another tenant, and to one without the scope', async () => {
  const { agent } = await makeKey(owner);
  const [first] = accepted(await listEvidence(agent, { limit: 1 })).items;
  const stranger = await makeKey(await makePerson(await makeTenant(), 'reviewer'));
  const narrow = await makeKey(owner, ['mcp:read:drafts']);
  for (const [{ token }, code] of [
    [stranger, 'EVIDENCE_NOT_FOUND'],
    [narrow, 'INSUFFICIENT_SCOPE'],
  ] as const) {
    const client = await connect(door.url, token);
    expect((await call(client, 'evidence_get', { evidence_id: first?.id })).code).toBe(code);
    await client.close();
  }
});
