import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeTeam } from '@/db/testing/fixtures';
import { run } from '@/lib/cli/main';
import type { Terminal } from '@/lib/cli/terminal';
import { config } from '@/lib/config';
import { evidenceProofSchema } from '@/lib/domain/wire/proof-wire';
import { ask } from '@/lib/http/testing/ask';
import { dispatch } from '@/lib/http/testing/dispatch';
import { judged } from '@/lib/http/testing/judged';
import { call, connect, eras } from '@/lib/mcp/testing/agent-client';
import { openDoor } from '@/lib/mcp/testing/door-server';
import { fetched } from '@/lib/use-cases/bundles/testing/fetched';
import { madeFor } from '@/lib/use-cases/bundles/testing/made-for';
import { listEvidence } from '@/lib/use-cases/evidence/list-evidence';
import { freshCheckpoint } from '@/lib/use-cases/log/fresh-checkpoint';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';

const folder = mkdtempSync(join(tmpdir(), 'taken-'));
let team: Awaited<ReturnType<typeof makeTeam>>;
let door: Awaited<ReturnType<typeof openDoor>>;
let key: string;
let older: string;
let applied: { id: string };

beforeAll(async () => {
  door = await openDoor();
  team = await makeTeam();
  await propose(team.agent, { name: 'first' });
  key = accepted(await freshCheckpoint(team.reviewer)).verifierKey;
  older = await bundle('older.tar', {});
  applied = await live();
});
afterAll(() => door.close());

async function live() {
  const draft = await propose(team.agent, { name: 'live' });
  accepted(await apply(team.reviewer, draft));
  return draft;
}

const kept = (name: string, content: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const bundle = async (name: string, asked: object): Promise<string> =>
  kept(name, await fetched(team.reviewer, (await madeFor(team.reviewer, asked)).id));

/** `draft evidence verify` of somebody who has the file and neither an address nor a login. */
async function verify(...words: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal: Terminal = {
    env: { DRAFT_URL: 'not an address', NO_COLOR: '1' },
    home: folder,
    host: 'test',
    stdin: new PassThrough(),
    stdout,
    stderr,
    now: () => new Date(0),
    sleep: () => Promise.reject(new Error('nothing waits')),
    onInterrupt: () => () => {},
  };
  const code = await run(['evidence', 'verify', ...words, '--json'], terminal, '0');
  stdout.end();
  const verdict: unknown = JSON.parse(await text(stdout));
  return { code, verdict };
}

const records = async () => accepted(await listEvidence(team.reviewer, { limit: 100 })).items;
const applyRecord = async () => {
  const found = (await records()).find(({ event }) => event === 'draft_applied');
  if (found === undefined) throw new Error('nothing was applied');
  return found;
};

describe('what was taken away is verified by draft evidence verify', () => {
  it.each([
    ['a bundle of a draft', () => ({ draft_id: applied.id }), { records: 3, statements: 1 }, false],
    ['a bundle of the log', () => ({}), { statements: 1, against: { isSame: false } }, true],
  ])('%s, by the key of the log', async (_, asked, proved, showsOlder) => {
    const file = await bundle(`bundle-${String(showsOlder)}.tar`, asked());
    const signed = { ok: true, kind: 'bundle', signedBy: { isTrusted: true, verifierKey: key } };
    const more = showsOlder ? ['--against', older] : [];
    const { code, verdict } = await verify(file, '--key', key, ...more);
    expect(verdict).toMatchObject({ ...signed, ...proved, anchor: { isTrusted: false } });
    expect(code).toBe(0);
  });

  it('a bundle from before, beside one from later, is a log that was cut', async () => {
    const newer = await bundle('newer.tar', {});
    const { code, verdict } = await verify(older, '--against', newer);
    expect(verdict).toMatchObject({ ok: false, failures: [{ code: 'LOG_SHORTER' }] });
    expect(code).toBe(7);
  });

  it('the answer of GET /api/v1/evidence/{id}/proof, and the file in it', async () => {
    const { id, merklePosition } = await applyRecord();
    const path = `/api/v1/evidence/${id}/proof`;
    const { body } = await ask(judged, { path, as: team.reviewer });
    const proved = { ok: true, positions: [merklePosition], signedBy: { isTrusted: true } };
    const json = kept('proof.json', JSON.stringify(body));
    expect((await verify(json, '--key', key)).verdict).toMatchObject({ ...proved, kind: 'proof' });
    const { origin, host } = new URL(config().publicUrl);
    const headers = { host, authorization: `Bearer ${team.token}`, accept: 'text/plain' };
    const answer = await dispatch(new Request(new URL(path, origin), { headers }));
    const file = kept('one.tlog-proof', new Uint8Array(await answer.arrayBuffer()));
    expect((await verify(file, '--key', key)).verdict).toMatchObject({ ...proved, kind: 'tlog-proof' });
    expect((await verify(file)).verdict).toMatchObject({ failures: [{ code: 'KEY_NEEDED' }] });
    const changed = evidenceProofSchema.parse(body);
    changed.evidence.payload['applied_by'] = 'usr_somebody';
    expect(await verify(kept('changed.json', JSON.stringify(changed)), '--key', key)).toMatchObject({
      code: 7,
      verdict: { failures: [{ code: 'FIELD_DIFFERS', id, field: expect.stringContaining('payload.') }] },
    });
  });

  it.each(eras)('the answer of evidence_get in protocol era %s', async (era) => {
    const { id, merklePosition } = await applyRecord();
    const client = await connect(door.url, team.token, era);
    const { content } = await call(client, 'evidence_get', { evidence_id: id });
    await client.close();
    const file = kept('mcp.json', JSON.stringify(content));
    expect(await verify(file, '--key', key)).toMatchObject({
      code: 0,
      verdict: { ok: true, kind: 'proof', positions: [merklePosition], signedBy: { isTrusted: true } },
    });
    const shown = z.looseObject({ evidence: z.looseObject({}) }).parse(content);
    const changed = { ...shown, evidence: { ...shown.evidence, subject: 'drf_other' } };
    expect(await verify(kept('mcp-changed.json', JSON.stringify(changed)))).toMatchObject({
      code: 7,
      verdict: { failures: [{ code: 'FIELD_DIFFERS', position: merklePosition, id, field: 'subject' }] },
    });
  });

  it('every record of the log, each by its own proof', async () => {
    for (const { id, merklePosition } of await records()) {
      const { body } = await ask(judged, { path: `/api/v1/evidence/${id}/proof`, as: team.reviewer });
      expect((await verify(kept('any.json', JSON.stringify(body)), '--key', key)).verdict).toMatchObject({
        ok: true,
        positions: [merklePosition],
      });
    }
  });
});
