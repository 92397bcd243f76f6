import { execFileSync } from 'node:child_process';
import { createHash, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { cutLog, tamperLog } from '@/db/testing/tamper-log';
import type { Human } from '@/lib/domain/actor';
import { fromBase64 } from '@/lib/domain/log/base64';
import { evidenceLineSchema } from '@/lib/domain/log/bundle/evidence-line';
import { manifestSchema } from '@/lib/domain/log/bundle/manifest';
import type { Bytes } from '@/lib/domain/log/bytes';
import { leafHash } from '@/lib/domain/log/merkle-hash';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { rangeRoot, siblingsOf } from '@/lib/domain/log/range-root';
import { inTotoType, preAuthEncoding } from '@/lib/domain/log/statement/dsse';
import { parseTlogProof } from '@/lib/domain/log/tlog-proof';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { verifyEvidence } from '@/lib/domain/log/verify/verify-evidence';
import { rootFromInclusion } from '@/lib/domain/log/verify-inclusion';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { fetched, filesIn } from './testing/fetched';
import { madeFor } from './testing/made-for';

const owner = postgres(inject('ownerUrl'), { max: 2 });
const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await owner.end();
});

let team: Awaited<ReturnType<typeof makeTeam>>;
let applied: { id: string; proposedSpecDigest: string };
const tenantOf = ({ tenantId: id }: Human) => ({ id });

beforeAll(async () => {
  team = await makeTeam();
  for (const name of ['one', 'two', 'three']) await propose(team.agent, { name });
  const draft = await propose(team.agent, { name: 'live' });
  accepted(await apply(team.reviewer, draft));
  applied = draft;
  for (const name of ['four', 'five']) await propose(team.agent, { name });
});

const made = (input: unknown) => madeFor(team.reviewer, input);
const fileOf = (files: ReadonlyMap<string, string>, name: string) =>
  files.get(name) ?? expect.fail(`no ${name}`);
const there = <T>(value: T | null | undefined): T => value ?? expect.fail('not there');
const linesIn = (files: ReadonlyMap<string, string>) =>
  fileOf(files, 'evidence.ndjson')
    .split('\n')
    .slice(0, -1)
    .map((line) => evidenceLineSchema.parse(JSON.parse(line)));
const bytesOf = (text: string): Bytes => fromBase64(text) ?? expect.fail('no base64');

async function signedIn(files: ReadonlyMap<string, string>) {
  const key = await parseVerifierKey(fileOf(files, 'key.txt').trimEnd());
  const opened = key && (await openCheckpoint(fileOf(files, 'checkpoint'), key));
  if (!key || !opened?.ok) throw new Error('the checkpoint is not signed by the key');
  return { key, ...opened.checkpoint };
}

describe('a bundle of a range', () => {
  it('is an archive that tar lists and unpacks, and its manifest names every file in order', async () => {
    const bundle = await made({});
    expect(bundle).toMatchObject({ status: 'ready', broken: null, statementsLeftOut: 0 });
    const archive = await fetched(team.reviewer, bundle.id);
    expect(bundle.file).toEqual({
      bytes: archive.length,
      sha256: createHash('sha256').update(archive).digest('hex'),
    });
    expect(bundle.done).toBe(bundle.total);
    writeFileSync(join(folder, 'range.tar'), archive);
    const listed = execFileSync('tar', ['-tf', 'range.tar'], { cwd: folder, encoding: 'utf8' });
    execFileSync('tar', ['-xf', 'range.tar'], { cwd: folder });
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
    expect(listed.trimEnd().split('\n')).toEqual([
      'manifest.json',
      ...manifest.files.map(({ name }) => name),
    ]);
    for (const { name, bytes, sha256 } of manifest.files) {
      const content = readFileSync(join(folder, name));
      expect([content.length, digestHex(content)]).toEqual([bytes, sha256]);
    }
    expect(manifest.scope).toEqual({ kind: 'range', from: 0, to: bundle.total });
  });

  it.each([
    ['the whole log', {}],
    ['its middle', { from: 2, to: 7 }],
    ['one record', { from: 3, to: 4 }],
    ['its end', { from: 5 }],
  ])('holds what leads from %s to the signed root', async (_, range) => {
    const archive = await fetched(team.reviewer, (await made(range)).id);
    expect(await verifyEvidence(archive)).toMatchObject({ ok: true, kind: 'bundle' });
    const files = filesIn(archive);
    const lines = linesIn(files);
    const { size, root } = await signedIn(files);
    const [from, to] = [lines[0]?.merkle_position ?? 0, (lines.at(-1)?.merkle_position ?? 0) + 1];
    const leaves = await Promise.all(lines.map(({ entry }) => leafHash(bytesOf(entry))));
    const proofAt = (at: number) => there(parseTlogProof(fileOf(files, `proofs/${at}.tlog-proof`)));
    const siblings = siblingsOf({ from, to }, size, {
      first: proofAt(from).hashes,
      last: proofAt(to - 1).hashes,
    });
    expect(siblings && (await rangeRoot({ from, to, leaves }, size, siblings))).toEqual(root);
    expect([...files.keys()].filter((name) => name.startsWith('proofs/'))).toHaveLength(
      to - from === 1 ? 1 : 2,
    );
  });

  it('of an empty log is empty', async () => {
    const nobody = await makeSession(await makePerson(await makeTenant(), 'viewer'));
    // As the log of a tenant is that was made before tenants left a record.
    await cutLog(owner, tenantOf(nobody), 0);
    const files = filesIn(await fetched(nobody, (await madeFor(nobody)).id));
    expect([...files.keys()]).toEqual([
      'manifest.json',
      'checkpoint',
      'key.txt',
      'evidence.ndjson',
      'anchor.tlog-proof',
      'anchor-key.txt',
    ]);
    expect(fileOf(files, 'evidence.ndjson')).toBe('');
    expect((await signedIn(files)).size).toBe(0);
  });
});

const digestHex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const statementSchema = z.object({
  subject: z.tuple([z.object({ name: z.string(), digest: z.object({ sha256: z.string() }) })]),
  predicate: z.object({ merkle_position: z.int(), origin: z.string() }),
});
const envelopeSchema = z.object({
  payload: z.string(),
  payloadType: z.literal(inTotoType),
  signatures: z.tuple([z.object({ keyid: z.string(), sig: z.string() })]),
});

describe('a bundle of a draft', () => {
  it('holds its records, a proof for each, and the apply as a statement that the key of the log signed', async () => {
    const archive = await fetched(team.reviewer, (await made({ draft_id: applied.id })).id);
    expect(await verifyEvidence(archive)).toMatchObject({ ok: true, records: 3, statements: 1 });
    const files = filesIn(archive);
    const lines = linesIn(files);
    expect(lines.map(({ event, subject }) => [event, subject])).toEqual([
      ['draft_created', applied.id],
      ['draft_viewed', applied.id],
      ['draft_applied', applied.id],
    ]);
    const { key, size, root } = await signedIn(files);
    for (const { merkle_position: index, entry } of lines) {
      const proof = there(parseTlogProof(fileOf(files, `proofs/${index}.tlog-proof`)));
      expect(proof).toMatchObject({ index, checkpoint: fileOf(files, 'checkpoint') });
      const leaf = await leafHash(bytesOf(entry));
      expect(await rootFromInclusion({ index, size, leaf, hashes: proof.hashes })).toEqual(root);
    }
    const at = lines.at(-1)?.merkle_position ?? 0;
    const envelope = envelopeSchema.parse(JSON.parse(fileOf(files, `statements/${at}.dsse.json`)));
    const [{ keyid, sig }] = envelope.signatures;
    const signed = preAuthEncoding(inTotoType, bytesOf(envelope.payload));
    const publicKey = {
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.publicKey).toString('base64url') },
      format: 'jwk',
    } as const;
    expect(verify(null, signed, publicKey, bytesOf(sig))).toBe(true);
    expect(keyid).toBe(`${key.name}+${key.keyId}`);
    const { subject, predicate } = statementSchema.parse(
      JSON.parse(new TextDecoder().decode(bytesOf(envelope.payload))),
    );
    expect(`sha256:${subject[0].digest.sha256}`).toBe(applied.proposedSpecDigest);
    expect(predicate).toEqual({ merkle_position: at, origin: key.name });
  });
});

const forged = `convert_to(replace(convert_from(entry, 'UTF8'), 'mcp', 'api'), 'UTF8')`;
const forgedHashes = `sha256('\\x00'::bytea || ${forged}) || substring(hashes from 33)`;

describe('a log that somebody changed', () => {
  const broken = [
    [
      'another entry under the same hash',
      `update log_leaves set entry = ${forged} where idx = 4`,
      { position: 4, field: 'leaf_hash' },
      { code: 'LEAF_HASH_DIFFERS', position: 4 },
    ],
    [
      'another event over the same entry',
      `update log_leaves set event = 'draft_expired' where idx = 4`,
      { position: 4, field: 'event' },
      { code: 'FIELD_DIFFERS', position: 4, field: 'event' },
    ],
    [
      'another entry with its own hash',
      `update log_leaves set entry = ${forged}, hashes = ${forgedHashes} where idx = 4`,
      { position: 5, field: 'subtree_hash' },
      { code: 'ROOT_DIFFERS' },
    ],
    [
      'a row less',
      `delete from log_leaves where idx = 4`,
      { position: 4, field: 'position' },
      { code: 'RECORD_MISSING', position: 4 },
    ],
  ] as const;

  it.each(broken)(
    'with %s is written as it is, and the break is named',
    async (_, change, found, verified) => {
      const { agent, reviewer } = await makeTeam();
      for (let at = 0; at < 7; at += 1) await propose(agent, { name: `name-${at}` });
      expect((await madeFor(reviewer)).broken).toBeNull();
      await tamperLog(owner, tenantOf(reviewer), change);
      const bundle = await madeFor(reviewer);
      expect(bundle).toMatchObject({ status: 'ready', broken: found });
      const archive = await fetched(reviewer, bundle.id);
      expect(linesIn(filesIn(archive)).some(({ merkle_position: at }) => at === 4)).toBe(
        found.field !== 'position',
      );
      const verdict = await verifyEvidence(archive);
      const [failure] = verdict.ok ? [] : verdict.failures;
      expect(failure).toMatchObject(verified);
    },
  );

  it('and is signed no more, is written up to what was signed, and leads to no signed root', async () => {
    const { agent, reviewer } = await makeTeam();
    for (let at = 0; at < 6; at += 1) await propose(agent, { name: `name-${at}` });
    const size = there((await madeFor(reviewer)).size);
    // The last leaf of an odd number completes no subtree: nothing that is stored contradicts its new hash but the head.
    expect(size % 2).toBe(1);
    const last = `where idx = ${size - 1}`;
    await tamperLog(
      owner,
      tenantOf(reviewer),
      `update log_leaves set entry = ${forged}, hashes = ${forgedHashes} ${last}`,
    );
    await propose(agent, { name: 'appended' });
    const bundle = await madeFor(reviewer);
    expect(bundle).toMatchObject({
      status: 'ready',
      size,
      total: size,
      broken: { position: 0, field: 'root' },
    });
    const archive = await fetched(reviewer, bundle.id);
    expect(linesIn(filesIn(archive))).toHaveLength(size);
    const verdict = await verifyEvidence(archive);
    expect(verdict.ok ? [] : verdict.failures).toContainEqual(
      expect.objectContaining({ code: 'ROOT_DIFFERS', file: 'evidence.ndjson' }),
    );
  });
});
