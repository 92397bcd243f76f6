import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { as } from '@/e2e/cli/person-env';
import { draft, startDraft } from '@/e2e/cli/run-draft';
import { expect, test } from '@/e2e/house';

const escape = String.fromCharCode(27);

test('lists, shows and compares; answers scripts in JSON and YAML; says what to do next', async ({
  house,
  proposed,
}) => {
  const env = as(house.people.viewer);
  expect(await draft(['list'], env)).toMatchObject({ code: 0, out: '' });
  const { draft: made } = await proposed({ name: 'cli-reading' });
  const short = made.id.slice(-6).toLowerCase();
  const list = await draft(['list'], env);
  expect(list.out).toContain(short);
  expect(list.out).not.toContain(escape);
  expect(list.err).toContain(`Next: draft show ${short}`);
  const show = await draft(['show', made.id.slice(-4).toLowerCase()], { ...env, FORCE_COLOR: '1' });
  expect(show.code).toBe(0);
  expect(show.out).toContain(`${escape}[`);
  expect(show.out).toContain('WHAT CHANGES');
  expect(show.err).toContain(`draft apply ${short}`);
  const json = await draft(['show', made.id, '--json', 'id,status,risk.tier'], env);
  expect(JSON.parse(json.out)).toEqual({ id: made.id, status: 'pending', 'risk.tier': 'high' });
  expect((await draft(['show', made.id, '--yaml'], env)).out).toContain(`id: "${made.id}"`);
  expect((await draft(['diff', made.id], env)).out).toMatch(/^\+ {2}"target_url": "https:\/\/hooks/m);
  expect((await draft(['diff', made.id, '--exit-code'], env)).code).toBe(1);
  expect((await draft(['history', '--json'], env)).out).toBe('[]\n');
});

test('the list has the type and status of each draft, and show ends with its whole spec as a diff', async ({
  house,
  proposed,
}) => {
  const env = as(house.people.viewer);
  const { draft: made } = await proposed({ name: 'cli-whole' });
  const list = await draft(['list'], env);
  const [titles = '', row = '', ...more] = list.out.trimEnd().split('\n');
  expect(titles.split(/ {2,}/)).toEqual([
    'ID',
    'STATUS',
    'TYPE',
    'RISK',
    'RESOURCE',
    'WHEN',
    'BY',
    'CHANGES',
  ]);
  expect(row.split(/ {2,}/).slice(0, 4)).toEqual([
    made.id.slice(-6).toLowerCase(),
    'pending',
    'endpoint',
    '! high',
  ]);
  expect(row).toMatch(/ends in .* matrix-bot /);
  expect(more).toEqual([]);
  const { out: plain } = await draft(['show', made.id], env);
  expect(plain).toMatch(/^SPEC DIFF\n--- nothing\n\+\+\+ proposed /m);
  const added = plain.split('\n').filter((line) => /^\+(?!\+\+ )/.test(line));
  const { proposed_spec } = JSON.parse((await draft(['show', made.id, '--json'], env)).out) as {
    proposed_spec: unknown;
  };
  expect(JSON.parse(added.map((line) => line.slice(1)).join('\n'))).toEqual(proposed_spec);
});

test('what is wrong with a command line, an id or a server ends with its own status', async ({
  house,
  proposed,
}) => {
  const env = as(house.people.viewer);
  expect(await draft(['lsit'], env)).toMatchObject({
    code: 2,
    err: expect.stringContaining('Did you mean list'),
  });
  expect((await draft(['list', '--status', 'open'], env)).code).toBe(2);
  const [one, two] = [await proposed({ name: 'cli-one' }), await proposed({ name: 'cli-two' })];
  const both = await draft(['show', one.draft.id.slice(0, 10)], env);
  expect(both.code).toBe(2);
  expect(both.err).toContain(one.draft.id);
  expect(both.err).toContain(two.draft.id);
  const last = one.draft.id.endsWith('0') ? '1' : '0';
  const near = await draft(['show', one.draft.id.slice(-6, -1) + last], env);
  expect(near.code).toBe(3);
  expect(near.err).toContain(`Did you mean ${one.draft.id.slice(-6).toLowerCase()}?`);
  expect((await draft(['show', `${one.draft.id.slice(0, -4)}ZZZZ`], env)).code).toBe(3);
  expect((await draft(['list'], { ...env, DRAFT_TOKEN: house.endedToken })).code).toBe(4);
  expect((await draft(['list'], { ...env, DRAFT_TENANT: 'another' })).code).toBe(5);
  expect((await draft(['list'], { ...env, DRAFT_URL: 'http://example.com' })).code).toBe(2);
  expect((await draft(['list'], { ...env, DRAFT_URL: 'http://127.0.0.1:9' })).code).toBe(75);
});

test('a server of another kind is an error, and never taken for a difference', async () => {
  const other = createServer((_req, res) => res.end('{}')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const env = { DRAFT_URL: `http://127.0.0.1:${port}`, DRAFT_TOKEN: 'x' };
  expect((await draft(['list'], env)).code).toBe(1);
  expect((await draft(['diff', 'drf_01KAJ3V7Q8M2N4P6R8T0V2X4Z6', '--exit-code'], env)).code).toBe(70);
  other.close();
});

test('an agent’s escape sequences are spelled out on screen and kept true in JSON', async ({
  house,
  proposed,
}) => {
  const env = as(house.people.viewer);
  const rationale = `harmless${escape}[2K${escape}[1G\u202Elooks fine\u009b31m`;
  const { draft: made } = await proposed({ name: 'cli-hostile' }, { rationale });
  for (const args of [['show', made.id], ['list'], ['diff', made.id], ['show', made.id, '--yaml']]) {
    expect((await draft(args, env)).out).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
  }
  expect((await draft(['show', made.id], env)).out).toContain('⟨U+001B⟩[2K');
  const json = (await draft(['show', made.id, '--json'], env)).out;
  expect(json).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
  expect(JSON.parse(json)).toMatchObject({ id: made.id });
});

test('watch tells each draft as one line of JSON, and Ctrl-C ends it with 130', async ({
  house,
  proposed,
}) => {
  const watching = startDraft(['watch', '--json'], as(house.people.viewer));
  await watching.said(/Watching/);
  await watching.said(/Ctrl-C/);
  const { draft: made } = await proposed({ name: 'cli-watched' });
  const [line] = await watching.said(/^\{"event":"pending".*\}$/m);
  expect(JSON.parse(line)).toMatchObject({ event: 'pending', draft: { id: made.id } });
  watching.interrupt();
  expect((await watching.ended).code).toBe(130);
});

test('completion scripts name every command', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out } = await draft(['completion', shell]);
    expect(code).toBe(0);
    for (const name of ['apply', 'discard', 'watch', 'if-digest']) expect(out).toContain(name);
  }
});
