import { rmSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startEmbedded } from '@/db/embedded';
import { pool } from '@/db/pool';
import { startCareless } from '@/db/testing/start-careless';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import { prepareStart } from './prepare-start';
import { whyForgetful } from './why-forgetful';

const dataDir = tempDataDir('forgetful');
const ours = pool();

beforeAll(async () => {
  await (await startEmbedded({ dataDir })).stop();
}, 60_000);
afterAll(async () => {
  await ours.end();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Asks over another connection; the pool is the process's one slot for it. */
async function askedOf(url: string, ask: () => Promise<string | null>): Promise<string | null> {
  globalThis.countersignPool = postgres(url, { max: 1 }) as typeof ours;
  try {
    return await ask();
  } finally {
    await globalThis.countersignPool.end();
    globalThis.countersignPool = ours;
  }
}

/** What is said of a real server that runs with these settings. */
async function saidOf(careless: Record<string, string>, ask = asIs): Promise<string | null> {
  const server = await startCareless(dataDir, careless);
  try {
    return await askedOf(server.appUrl, ask);
  } finally {
    await server.stop();
  }
}

const asIs = () => whyForgetful(false);
const withStorage = () => whyForgetful(true);
const atStart = () => prepareStart(() => {});

test('a database that keeps what it has answered is accepted', async () => {
  expect(await asIs()).toBeNull();
  expect(await saidOf({ synchronous_commit: 'local' })).toBeNull();
});

test('the server does not start on a database that answers before it has stored, whatever its storage is', async () => {
  const off = { synchronous_commit: 'off' };
  expect(await saidOf(off, atStart)).toMatch(/synchronous_commit = off/);
  expect(await saidOf(off, withStorage)).toMatch(/synchronous_commit = off/);
});

test('without fsync or full_page_writes it starts only where the operator answers for the storage', async () => {
  expect(await saidOf({ fsync: 'off' })).toMatch(/runs with fsync = off, so/);
  const both = { fsync: 'off', full_page_writes: 'off' };
  expect(await saidOf(both, atStart)).toMatch(/fsync = off and full_page_writes = off/);
  expect(await saidOf(both, withStorage)).toBeNull();
});

test('a role that was told to answer early is found, and a database that cannot be asked is refused', async () => {
  const owner = postgres(inject('ownerUrl'), { max: 1 });
  await owner.unsafe(`create role hasty login password 'hasty'`);
  await owner.unsafe('alter role hasty set synchronous_commit = off');
  try {
    const url = new URL(inject('appUrl'));
    [url.username, url.password] = ['hasty', 'hasty'];
    expect(await askedOf(url.href, asIs)).toMatch(/for the role app/);
  } finally {
    await owner.unsafe('drop role hasty');
    await owner.end();
  }
  expect(await askedOf('postgres://app:x@127.0.0.1:1/none', asIs)).toMatch(/does not say/);
});
