import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { replacing, reseal } from '@/lib/domain/log/testing/reseal';
import { bundled, head, log, range, rows, signer, size, whole } from '@/lib/domain/log/testing/small-log';
import { testSigner } from '@/lib/domain/log/testing/test-signer';
import { writeBundle } from '@/lib/domain/log/testing/write-bundle';
import { hasHidden } from '@/lib/domain/text/visible';
import { run } from '../main';
import type { Terminal } from '../terminal';

const home = (): string => mkdtempSync(join(tmpdir(), 'draft-verify-'));

/** A terminal without a server, a login or settings: whatever asks for one fails. */
async function draft(args: string[], { at = home(), stdin = new Uint8Array(), isScreen = false } = {}) {
  const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY: isScreen })];
  const terminal: Terminal = {
    env: { DRAFT_URL: 'not an address', NO_COLOR: '1' },
    home: at,
    host: 'test',
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    now: () => new Date(0),
    sleep: () => Promise.reject(new Error('nothing waits')),
    onInterrupt: () => () => {},
  };
  const code = await run(['evidence', ...args], terminal, '0');
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

const folder = home();
const kept = (name: string, content: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const bundle = kept('log.tar', whole);
const changed = kept(
  'changed.tar',
  reseal(
    whole,
    replacing('evidence.ndjson', (text) => text.replace('"n":3', '"n":4')),
  ),
);

describe('draft evidence verify', () => {
  it('verifies a file, or stdin, and says that the key came with it', async () => {
    for (const { code, out, err } of [
      await draft(['verify', bundle]),
      await draft(['verify', '-'], { stdin: whole }),
    ]) {
      expect(code).toBe(0);
      expect(out).toContain('+ Verified, by a key that came with the file');
      expect(out).toContain('That key came with the file, so it proves nothing by itself.');
      expect(err).toContain(`draft evidence trust '${signer.verifierKey}'`);
    }
  });

  it('holds it to a key that is given, as itself or as a file', async () => {
    const file = kept('key.txt', `# from the operator\n${signer.verifierKey}\n`);
    for (const key of [signer.verifierKey, file]) {
      expect(await draft(['verify', bundle, '--key', key])).toMatchObject({ code: 0, err: '' });
    }
    const other = await testSigner(signer.key.name);
    const refused = await draft(['verify', bundle, '--key', other.verifierKey]);
    expect(refused).toMatchObject({ code: 7, err: '' });
    expect(refused.out).toContain('KEY_NOT_TRUSTED');
    expect(await draft(['verify', bundle, '--key', 'nonsense'])).toMatchObject({ code: 2 });
  });

  it('names the record and the field, for people and for programs, and ends with 7', async () => {
    const said = await draft(['verify', changed]);
    expect(said).toMatchObject({ code: 7, err: '' });
    expect(said.out).toContain('x NOT VERIFIED');
    expect(said.out).toContain('position 3 · evd_3 · payload.n · evidence.ndjson');
    const { code, out } = await draft(['verify', changed, '--json']);
    expect(code).toBe(7);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      failures: [{ code: 'FIELD_DIFFERS', position: 3, field: 'payload.n' }],
    });
  });

  it('prints nothing that a terminal obeys or that turns the text around it', async () => {
    const hidden = '\u001b[2J\u009b2J\u202e\u200b\r\n';
    const name = JSON.stringify(hidden).slice(1, -1);
    const hostile = reseal(
      whole,
      replacing('evidence.ndjson', (text) =>
        text.replace('"payload":{"draft_id":"drf_3"', `"payload":{"${name}":1,"draft_id":"drf_3"`),
      ),
    );
    for (const words of [[], ['--json']]) {
      const { code, out } = await draft(['verify', kept('hostile.tar', hostile), ...words]);
      expect(code).toBe(7);
      expect(out).toContain('payload.');
      expect(hasHidden(out, { multiline: true })).toBe(false);
    }
  });

  it('finds a log that was cut beside what was kept', async () => {
    const short = kept('short.tar', await bundled(range(0, 20), { head: await log.headAt(20) }));
    const { code, out } = await draft(['verify', short, '--against', bundle]);
    expect(code).toBe(7);
    expect(out).toContain('LOG_SHORTER');
    expect(await draft(['verify', bundle, '--against', short])).toMatchObject({ code: 0 });
  });

  it('shows a bar on a screen and nowhere else', async () => {
    const { err } = await draft(['verify', bundle, '--key', signer.verifierKey], { isScreen: true });
    expect(err).toContain(`Verifying [${'#'.repeat(32)}] 100 %`);
    expect(err.endsWith('\r')).toBe(true);
  });

  it('says that a file is not there', async () => {
    expect(await draft(['verify', join(folder, 'none')])).toMatchObject({ code: 2 });
  });
});

describe('draft evidence trust', () => {
  it('keeps a key that files are held to from then on, and none in its place unasked', async () => {
    const at = home();
    expect(await draft(['trust', signer.verifierKey], { at })).toMatchObject({
      code: 0,
      out: `Trusted ${signer.key.keyId} for ${signer.key.name}.\n`,
    });
    expect((await draft(['verify', bundle], { at })).out).toContain('+ Verified\n');
    const other = await testSigner(signer.key.name);
    const forged = kept(
      'forged.tar',
      await writeBundle({ signer: other, rows, head, scope: range(0, size) }),
    );
    expect((await draft(['verify', forged], { at })).out).toContain('KEY_NOT_TRUSTED');
    expect(await draft(['trust', other.verifierKey], { at })).toMatchObject({ code: 2 });
    expect((await draft(['trust'], { at })).out).toBe(`${signer.verifierKey}\n`);
    expect(await draft(['trust', other.verifierKey, '--replace'], { at })).toMatchObject({ code: 0 });
    expect((await draft(['verify', forged], { at })).code).toBe(0);
    expect((await draft(['verify', bundle], { at })).code).toBe(7);
  });

  it('trusts nothing while the kept keys cannot be read', async () => {
    const at = home();
    await draft(['trust', signer.verifierKey], { at });
    const path = join(at, '.config/draft/log-keys.txt');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -5));
    expect(await draft(['verify', bundle], { at })).toMatchObject({ code: 2, out: '' });
  });
});
