import { execFileSync, spawn } from 'node:child_process';
import { createHash, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { addBundlePart, claimBundle } from '@/db/queries/bundle-making';
import { withTenant } from '@/db/tenant';
import { makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
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
import { rootFromInclusion } from '@/lib/domain/log/verify-inclusion';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { askBundle } from './ask-bundle';
import { bundler } from './bundle-job';
import { makeNextBundle } from './make-bundle';
import { showBundle } from './show-bundle';
import { fetched, filesIn, makeAll } from './testing/fetched';

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

const ask = async (input: unknown, human = team.reviewer) =>
  accepted(await askBundle(human, input, null)).bundle;
const made = async (input: unknown) => {
  const { id } = await ask(input);
  await makeAll(team.reviewer.tenantId);
  return accepted(await showBundle(team.reviewer, id));
};
const fileOf = (files: ReadonlyMap<string, string>, name: string) =>
  files.get(name) ?? expect.fail(`no ${name}`);
const linesIn = (files: ReadonlyMap<string, string>) =>
  fileOf(files, 'evidence.ndjson')
    .split('\n')
    .slice(0, -1)
    .map((line) => evidenceLineSchema.parse(JSON.parse(line)));
const bytesOf = (text: string): Bytes => fromBase64(text) ?? expect.fail('no base64');

async function signedIn(files: ReadonlyMap<string, string>) {
  const key = await parseVerifierKey(fileOf(files, 'key.txt').trimEnd());
  const opened = key && (await openCheckpoint(fileOf(files, 'checkpoint'), key));
  return key && opened?.ok
    ? { key, ...opened.checkpoint }
    : expect.fail('the checkpoint is not signed by the key');
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
    const files = filesIn(await fetched(team.reviewer, (await made(range)).id));
    const lines = linesIn(files);
    const { size, root } = await signedIn(files);
    const [from, to] = [lines[0]?.merkle_position ?? 0, (lines.at(-1)?.merkle_position ?? 0) + 1];
    const leaves = await Promise.all(lines.map(({ entry }) => leafHash(bytesOf(entry))));
    const proofAt = (at: number) =>
      parseTlogProof(fileOf(files, `proofs/${at}.tlog-proof`)) ?? expect.fail('no proof');
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
    const { id } = accepted(await askBundle(nobody, {}, null)).bundle;
    await makeAll(nobody.tenantId);
    const files = filesIn(await fetched(nobody, id));
    expect([...files.keys()]).toEqual(['manifest.json', 'checkpoint', 'key.txt', 'evidence.ndjson']);
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
    const bundle = await made({ draft_id: applied.id });
    const files = filesIn(await fetched(team.reviewer, bundle.id));
    const lines = linesIn(files);
    expect(lines.map(({ event, subject }) => [event, subject])).toEqual([
      ['draft_created', applied.id],
      ['draft_applied', applied.id],
    ]);
    const { key, size, root } = await signedIn(files);
    for (const { merkle_position: index, entry } of lines) {
      const proof = parseTlogProof(fileOf(files, `proofs/${index}.tlog-proof`)) ?? expect.fail('no proof');
      expect(proof).toMatchObject({ index, checkpoint: fileOf(files, 'checkpoint') });
      const leaf = await leafHash(bytesOf(entry));
      expect(await rootFromInclusion({ index, size, leaf, hashes: proof.hashes })).toEqual(root);
    }
    const at = lines[1]?.merkle_position ?? 0;
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

/** Changes rows of the log behind everybody, as only the owner of the tables can. */
const tamper = (human: Human, run: (sql: postgres.TransactionSql) => Promise<unknown>) =>
  ownerIn(owner, tenantOf(human), async (sql) => {
    await sql`alter table log_leaves disable trigger user`;
    await run(sql);
    await sql`alter table log_leaves enable trigger user`;
  });

describe('a log that somebody changed', () => {
  const broken = [
    [
      'another entry under the same hash',
      (sql: postgres.TransactionSql) =>
        sql`update log_leaves set entry = convert_to(replace(convert_from(entry, 'UTF8'), 'mcp', 'api'), 'UTF8') where idx = 4`,
      { position: 4, field: 'leaf_hash' },
    ],
    [
      'another event over the same entry',
      (sql: postgres.TransactionSql) => sql`update log_leaves set event = 'draft_expired' where idx = 4`,
      { position: 4, field: 'event' },
    ],
    [
      'another entry with its own hash',
      (sql: postgres.TransactionSql) => sql`update log_leaves set
        entry = convert_to(replace(convert_from(entry, 'UTF8'), 'mcp', 'api'), 'UTF8'),
        hashes = sha256('\\x00'::bytea || convert_to(replace(convert_from(entry, 'UTF8'), 'mcp', 'api'), 'UTF8'))
          || substring(hashes from 33) where idx = 4`,
      { position: 5, field: 'subtree_hash' },
    ],
    [
      'a row less',
      (sql: postgres.TransactionSql) => sql`delete from log_leaves where idx = 4`,
      { position: 4, field: 'position' },
    ],
  ] as const;

  it.each(broken)('with %s is written as it is, and the break is named', async (_, change, found) => {
    const { agent, reviewer } = await makeTeam();
    for (let at = 0; at < 7; at += 1) await propose(agent, { name: `name-${at}` });
    const before = accepted(await askBundle(reviewer, {}, null)).bundle;
    await makeAll(reviewer.tenantId);
    expect(accepted(await showBundle(reviewer, before.id)).broken).toBeNull();
    await tamper(reviewer, change);
    const { id } = accepted(await askBundle(reviewer, {}, null)).bundle;
    await makeAll(reviewer.tenantId);
    expect(accepted(await showBundle(reviewer, id))).toMatchObject({ status: 'ready', broken: found });
    const lines = linesIn(filesIn(await fetched(reviewer, id)));
    expect(lines.map(({ merkle_position: at }) => at).includes(4)).toBe(found.field !== 'position');
  });
});

describe('a process that makes a bundle', () => {
  const waiting = async () => {
    const { agent, reviewer } = await makeTeam();
    await propose(agent);
    return { reviewer, bundle: accepted(await askBundle(reviewer, {}, null)).bundle };
  };
  const dropLease = (human: Human) =>
    ownerIn(
      owner,
      tenantOf(human),
      (sql) => sql`update evidence_bundles set leased_until = now() - interval '1 s' where status = 'making'`,
    );

  it('is killed, and the next one makes it from the start', async () => {
    const { reviewer, bundle } = await waiting();
    await owner.begin(async (sql) => {
      // No part can be written, so the process is in the middle when it is killed.
      await sql`lock table evidence_bundle_parts in share mode`;
      const child = spawn(
        process.execPath,
        [
          '--conditions=react-server',
          '--import',
          'tsx',
          join(import.meta.dirname, 'testing/make-one.ts'),
          reviewer.tenantId,
        ],
        { env: process.env, stdio: 'inherit' },
      );
      await expect
        .poll(async () => accepted(await showBundle(reviewer, bundle.id)), { timeout: 30_000 })
        .toMatchObject({ status: 'making', total: expect.any(Number) });
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    expect(await makeNextBundle(reviewer.tenantId, new AbortController().signal)).toBe(false);
    await dropLease(reviewer);
    await makeAll(reviewer.tenantId);
    expect(accepted(await showBundle(reviewer, bundle.id))).toMatchObject({ status: 'ready', broken: null });
    expect(filesIn(await fetched(reviewer, bundle.id)).has('manifest.json')).toBe(true);
  }, 60_000);

  it('adds nothing once another one has taken over, nor to what is finished', async () => {
    const { reviewer, bundle } = await waiting();
    const { value: stale } = await withTenant(bundler(reviewer.tenantId), (tx) => claimBundle(tx, 30));
    await dropLease(reviewer);
    await makeAll(reviewer.tenantId);
    for (const attempt of [1, 2]) {
      const late = withTenant(bundler(reviewer.tenantId), (tx) =>
        addBundlePart(tx, { id: bundle.id, attempt }, { part: 7, content: Buffer.from('late') }),
      );
      await expect(late).rejects.toThrow('is not being made by this try');
    }
    expect(stale?.making).toEqual({ id: bundle.id, attempt: 1 });
    const again = ownerIn(
      owner,
      tenantOf(reviewer),
      (sql) => sql`update evidence_bundles set status = 'waiting', finished_at = null`,
    );
    await expect(again).rejects.toThrow('is finished');
  });

  it('leaves it to the next at once when it is told to stop', async () => {
    const { reviewer, bundle } = await waiting();
    await makeNextBundle(reviewer.tenantId, AbortSignal.abort());
    expect(accepted(await showBundle(reviewer, bundle.id)).status).toBe('making');
    await makeAll(reviewer.tenantId);
    expect(accepted(await showBundle(reviewer, bundle.id)).status).toBe('ready');
  });

  it('gives up a bundle that has ended too many of them', async () => {
    const { reviewer, bundle } = await waiting();
    await ownerIn(owner, tenantOf(reviewer), (sql) => sql`update evidence_bundles set attempt = 5`);
    await makeAll(reviewer.tenantId);
    expect(accepted(await showBundle(reviewer, bundle.id))).toMatchObject({
      status: 'failed',
      failedCode: 'BUNDLE_INTERRUPTED',
      file: null,
    });
  });
});
