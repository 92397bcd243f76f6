import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/db/new-id';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { leafHash, merkleRoot } from '@/db/testing/merkle-root';
import { config } from '@/lib/config';
import type { Human } from '@/lib/domain/actor';
import { openCheckpoint } from '@/lib/domain/log/open-checkpoint';
import { parseVerifierKey } from '@/lib/domain/log/verifier-key';
import { sessionCookie } from '@/lib/http/testing/ask';
import { dispatch } from '@/lib/http/testing/dispatch';
import { freshCheckpoint } from '@/lib/use-cases/log/fresh-checkpoint';
import { entriesOf, growLog } from '@/lib/use-cases/testing/grow-log';
import { accepted } from '@/lib/use-cases/testing/result';

const size = 300;
const { person, reviewer, token } = await makeTeam();
const { tenant } = person;
let entries: Buffer[];

/** Answers as Next would, with the bytes as they are. */
async function read(path: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) {
  const { origin, host } = new URL(config().publicUrl);
  const answer = await dispatch(new Request(new URL(path, origin), { headers: { host, ...headers } }));
  const bytes = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type');
  return { status: answer.status, bytes, type, cached: answer.headers.get('cache-control') };
}
const tile = (path: string, headers?: Record<string, string>) =>
  read(`/log/${tenant.id}/tile/${path}`, headers);
const codeIn = ({ bytes, type }: { bytes: Buffer; type: string | null }) => {
  expect(type).toBe('application/problem+json');
  return (JSON.parse(bytes.toString()) as { code: string }).code;
};

beforeAll(async () => {
  await growLog(tenant, size - accepted(await freshCheckpoint(reviewer)).size);
  accepted(await freshCheckpoint(reviewer));
  entries = await entriesOf(tenant);
});

describe('the checkpoint', () => {
  it('is the newest signed head as text, which nobody keeps', async () => {
    const { status, bytes, type, cached } = await read(`/log/${tenant.id}/checkpoint`);
    expect([status, type, cached]).toEqual([200, 'text/plain; charset=utf-8', 'private, no-cache']);
    const { verifierKey } = accepted(await freshCheckpoint(reviewer));
    const key = await parseVerifierKey(verifierKey);
    if (key === null) throw new Error('no key');
    expect(key.name).toBe(`${new URL(config().publicUrl).host}/log/${tenant.id}`);
    const root = Uint8Array.from(merkleRoot(entries));
    expect(await openCheckpoint(bytes.toString(), key)).toMatchObject({
      ok: true,
      checkpoint: { size, root },
    });
  });
});

describe('a tile', () => {
  it('of level 0 holds the leaf hashes, and a full one is kept for ever by whoever asked', async () => {
    const full = await tile('0/000');
    expect([full.status, full.type]).toEqual([200, 'application/octet-stream']);
    expect(full.bytes).toEqual(Buffer.concat(entries.slice(0, 256).map(leafHash)));
    expect(full.cached).toBe('private, max-age=31536000, immutable');
    for (const width of [1, 7, size - 256]) {
      const partial = await tile(`0/001.p/${width}`);
      expect(partial.bytes).toEqual(Buffer.concat(entries.slice(256, 256 + width).map(leafHash)));
      expect(partial.cached).toBe('private, no-cache');
    }
  });

  it('of a higher level holds the roots of the full tiles below it', async () => {
    expect((await tile('1/000.p/1')).bytes).toEqual(merkleRoot(entries.slice(0, 256)));
  });

  it('of entries gives each of them back, byte for byte', async () => {
    const bundles = [await tile('entries/000'), await tile(`entries/001.p/${size - 256}`)];
    expect(bundles.map(({ cached }) => cached?.includes('immutable'))).toEqual([true, false]);
    expect(bundles.flatMap(({ bytes }) => entriesIn(bytes))).toEqual(entries);
  });

  it.each([
    '0/001',
    `0/001.p/${size - 256 + 1}`,
    '0/002.p/1',
    '1/000.p/2',
    '1/000',
    '2/000.p/1',
    'entries/001',
    '0/0',
    '0/000.p/0',
    '64/000',
    'entries',
    'entries/000/more',
  ])('%s is not there', async (path) => {
    const answer = await tile(path);
    expect([answer.status, codeIn(answer)]).toEqual([404, 'TILE_NOT_FOUND']);
  });

  it('is not there before a signed head reaches it', async () => {
    const young = await makePerson(await makeTenant(), 'viewer');
    const as = { cookie: await sessionCookie(await makeSession(young)) };
    await growLog(young.tenant, 1);
    const first = () => read(`/log/${young.tenant.id}/tile/0/000.p/1`, as);
    expect((await first()).status).toBe(404);
    expect((await read(`/log/${young.tenant.id}/checkpoint`, as)).status).toBe(200);
    expect((await first()).status).toBe(200);
  });
});

const cookieOf = async (human: Human) => ({ cookie: await sessionCookie(human) });

describe('who may read a log', () => {
  const paths = ['checkpoint', 'tile/0/000', 'tile/entries/000'];
  const asked = (log: string, headers: Record<string, string>) =>
    Promise.all(paths.map((path) => read(`/log/${log}/${path}`, headers)));

  it('is its tenant’s people, each with a session, and agents by scope', async () => {
    const viewer = await makeSession(await makePerson(tenant, 'viewer'));
    for (const headers of [await cookieOf(viewer), { authorization: `Bearer ${token}` }])
      expect((await asked(tenant.id, headers)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const narrow = (await makeKey(person, ['mcp:read:drafts'])).token;
    for (const answer of await asked(tenant.id, { authorization: `Bearer ${narrow}` }))
      expect([answer.status, codeIn(answer)]).toEqual([403, 'INSUFFICIENT_SCOPE']);
    for (const answer of await asked(tenant.id, {}))
      expect([answer.status, codeIn(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is nobody of another tenant, to whom it is like one that does not exist', async () => {
    const stranger = await makeTeam();
    for (const headers of [
      await cookieOf(stranger.reviewer),
      { authorization: `Bearer ${stranger.token}` },
    ]) {
      for (const log of [tenant.id, newId('drf'), tenant.id.toUpperCase()]) {
        for (const answer of await asked(log, headers))
          expect([answer.status, codeIn(answer)]).toEqual([404, 'LOG_NOT_FOUND']);
      }
    }
  });

  it('of the anchor log is everybody who may read evidence', async () => {
    const headers = { authorization: `Bearer ${token}` };
    const { status, bytes } = await read('/log/anchor/checkpoint', headers);
    expect([status, bytes.toString().split('\n')[0]]).toEqual([
      200,
      `${new URL(config().publicUrl).host}/log/anchor`,
    ]);
    expect(codeIn(await read('/log/anchor/tile/0/001', headers))).toBe('TILE_NOT_FOUND');
    const narrow = (await makeKey(person, ['mcp:read:drafts'])).token;
    const refused = await read('/log/anchor/checkpoint', { authorization: `Bearer ${narrow}` });
    expect(codeIn(refused)).toBe('INSUFFICIENT_SCOPE');
  });
});

/** C2SP tlog-tiles, read by hand: each entry behind its length. */
function entriesIn(bundle: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
    found.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
  return found;
}
