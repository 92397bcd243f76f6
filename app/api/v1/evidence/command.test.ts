import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTeam } from '@/db/testing/fixtures';
import { run } from '@/lib/cli/main';
import type { Terminal } from '@/lib/cli/terminal';
import { config } from '@/lib/config';
import { parseTlogProof } from '@/lib/domain/log/tlog-proof';
import { dispatch } from '@/lib/http/testing/dispatch';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { growLog } from '@/lib/use-cases/testing/grow-log';
import { accepted } from '@/lib/use-cases/testing/result';

const { person, reviewer, token } = await makeTeam();
const home = mkdtempSync(join(tmpdir(), 'draft-evidence-'));

/** The routes themselves, behind a port. */
const server = createServer((asked, response) => void answer(asked, response));

async function answer(asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const { origin, host } = new URL(config().publicUrl);
  const headers = { host, authorization: asked.headers.authorization ?? '' };
  const said = await dispatch(new Request(new URL(asked.url ?? '', origin), { headers }));
  response.writeHead(said.status, Object.fromEntries(said.headers)).end(await said.text());
}

beforeAll(async () => {
  await growLog(person.tenant, 3);
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
});
afterAll(() => {
  server.close();
});

async function draft(...words: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const { port } = server.address() as AddressInfo;
  const terminal: Terminal = {
    env: { DRAFT_URL: `http://127.0.0.1:${port}`, DRAFT_TOKEN: token, DRAFT_KEYCHAIN: 'off' },
    home,
    host: 'test',
    stdin: new PassThrough(),
    stdout,
    stderr,
    now: () => new Date(),
    sleep: () => Promise.resolve(),
    onInterrupt: () => () => {},
  };
  const code = await run(['evidence', ...words], terminal, '0');
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

const newest = async () => {
  const [item] = accepted(await listEvidence(reviewer, { limit: 1 })).items;
  if (item === undefined) throw new Error('no evidence');
  return item;
};

it('lists the log, newest first, and narrows it', async () => {
  const { id } = await newest();
  const all = await draft('list');
  const [titles = '', first = '', ...more] = all.out.trimEnd().split('\n');
  expect(titles.split(/ {2,}/)).toEqual(['POSITION', 'WHEN', 'EVENT', 'ABOUT', 'ID']);
  expect(first).toMatch(new RegExp(`^@5 .* draft_apply_refused .* ${id}$`));
  expect(more).toHaveLength(5);
  expect(all.err).toContain(`Next: draft evidence show ${id}`);
  const issued = await draft('list', '--event', 'key_issued', '--json', 'event,merkle_position');
  expect(JSON.parse(issued.out)).toEqual([{ event: 'key_issued', merkle_position: 2 }]);
  expect((await draft('list', '--limit', '1')).err).toContain('There are more than 1');
  expect((await draft('list', '--event', 'nothing')).code).toBe(2);
});

it('shows one record with its hash and its bytes', async () => {
  const { id, leafHash, entry } = await newest();
  const { out, err } = await draft('show', id);
  for (const part of [id, leafHash, entry, 'PAYLOAD', '@5']) expect(out).toContain(part);
  expect(err).toContain(`draft evidence proof ${id}`);
  expect(await draft('show', 'evd_nothing')).toMatchObject({
    code: 3,
    out: '',
    err: expect.stringContaining('EVIDENCE_NOT_FOUND'),
  });
});

it('takes a proof away, and writes over nothing', async () => {
  const { id } = await newest();
  const { out } = await draft('proof', id);
  expect(parseTlogProof(out)).toMatchObject({ index: 5 });
  const file = join(home, `${id}.tlog-proof`);
  const written = await draft('proof', id, '-o', file);
  expect(written.out).toBe(`Wrote ${file}: position 5 of 6.\n`);
  expect(readFileSync(file, 'utf8')).toBe(out);
  writeFileSync(file, 'kept');
  expect(await draft('proof', id, '-o', file)).toMatchObject({
    code: 2,
    err: expect.stringContaining('already'),
  });
  expect(readFileSync(file, 'utf8')).toBe('kept');
  expect(JSON.parse((await draft('proof', id, '--json', 'proof.index,tlog_proof')).out)).toEqual({
    'proof.index': 5,
    tlog_proof: out,
  });
  const nowhere = join(home, 'no-such-folder', 'file');
  expect((await draft('proof', id, '-o', nowhere)).code).toBe(2);
  expect(existsSync(nowhere)).toBe(false);
});
