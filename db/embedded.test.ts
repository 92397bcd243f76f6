import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbedded } from '@/db/embedded';
import { readPostmasterPid } from '@/db/embedded/orphan';
import { newDir, query, start, startedDir } from '@/db/testing/embedded-fixture';
import { processIdentity } from '@/host/process-identity';

const holder = join(import.meta.dirname, 'testing/hold-embedded.ts');

test('the first start makes a cluster, the second keeps its data and its passwords', async () => {
  const dataDir = newDir();
  const first = await start(dataDir);
  await query(first.ownerUrl, "create table kept as select 'yes' as answer; grant select on kept to app");
  await first.stop();
  expect(readPostmasterPid(join(dataDir, 'pg'))).toBeNull();

  const second = await start(dataDir);
  expect(second.appUrl).toBe(first.appUrl);
  expect(await query(second.appUrl, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
});

test('the server is durable, checksummed, UTF-8, on loopback, and its roles are unprivileged', async () => {
  const dataDir = newDir();
  const { ownerUrl, appUrl } = await start(dataDir);
  const settings = `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
    current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
    current_setting('listen_addresses') as address`;
  expect(await query(appUrl, settings)).toEqual([
    { fsync: 'on', commit: 'on', checksums: 'on', encoding: 'UTF8', address: '127.0.0.1' },
  ]);
  const privileges =
    'select rolsuper or rolbypassrls as above_rls from pg_roles where rolname = current_user';
  expect(await query(appUrl, privileges)).toEqual([{ above_rls: false }]);
  expect(await query(ownerUrl, privileges)).toEqual([{ above_rls: false }]);
  await expect(query(appUrl.replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toThrow('password');
  for (const name of ['database.json', 'postgres.log', 'lock']) {
    expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
  }
});

test('DATA_DIR may be moved and copied', async () => {
  const parent = newDir();
  const original = join(parent, 'original');
  const first = await start(original);
  await query(first.ownerUrl, 'create table kept (n int)');
  await first.stop();
  execFileSync('cp', ['-a', original, join(parent, 'copy')]);
  renameSync(original, join(parent, 'moved'));
  for (const name of ['moved', 'copy']) {
    const database = await start(join(parent, name));
    expect(await query(database.ownerUrl, 'select * from kept')).toEqual([]);
  }
});

test('kill -9 of our process: the server it left behind is stopped, open sessions or not', async () => {
  const dataDir = await startedDir();
  const child = await holdInChild(dataDir);
  const session = postgres(child.appUrl, { max: 1 });
  await session`select 1`;
  const orphan = readPostmasterPid(join(dataDir, 'pg')) ?? 0;
  child.process.kill('SIGKILL');
  await once(child.process, 'exit');
  expect(processIdentity(orphan)).not.toBeNull();

  const database = await start(dataDir);
  expect(processIdentity(orphan)).toBeNull();
  expect(await query(database.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  await session.end({ timeout: 0 });
});

test('kill -9 of both: the next start recovers what was committed', async () => {
  const dataDir = await startedDir();
  const first = await start(dataDir);
  await query(first.ownerUrl, 'create table kept (n int); grant select on kept to app');
  await first.stop();
  const child = await holdInChild(dataDir);
  await query(ownerUrlOf(dataDir), 'insert into kept select generate_series(1, 1000)');
  const server = readPostmasterPid(join(dataDir, 'pg')) ?? 0;
  child.process.kill('SIGKILL');
  process.kill(server, 'SIGKILL');
  await once(child.process, 'exit');

  const database = await start(dataDir);
  expect(await query(database.appUrl, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
});

test('a session that outlives its killed server holds the next start up, and two servers never meet', async () => {
  const dataDir = await startedDir();
  const database = await start(dataDir);
  const session = postgres(database.appUrl, { max: 1 });
  const [row] = await session<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const backend = row?.pid ?? 0;
  process.kill(backend, 'SIGSTOP');
  process.kill(readPostmasterPid(join(dataDir, 'pg')) ?? 0, 'SIGKILL');
  await database.died;

  const restarted = start(dataDir).then(() => processIdentity(backend));
  const early = await Promise.race([restarted, sleep(2000, 'waiting')]);
  process.kill(backend, 'SIGCONT');
  expect(early).toBe('waiting');
  expect(await restarted).toBeNull();
  await session.end({ timeout: 0 });
});

test('kill -9 of the server alone is reported', async () => {
  const dataDir = await startedDir();
  const database = await start(dataDir);
  process.kill(readPostmasterPid(join(dataDir, 'pg')) ?? 0, 'SIGKILL');
  await expect(database.died).resolves.toMatchObject({ code: 'DATABASE_STOPPED' });
});

test('a postmaster.pid that names another program does not get that program killed', async () => {
  const dataDir = await startedDir();
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void bystander.kill('SIGKILL'));
  writeFileSync(join(dataDir, 'pg/postmaster.pid'), `${bystander.pid}\n${dataDir}/pg\n1\n5432\n`);
  await start(dataDir);
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
});

test('a taken port is exchanged for a free one', async () => {
  const dataDir = await startedDir();
  const first = await start(dataDir);
  await first.stop();
  const port = Number(new URL(first.appUrl).port);
  const squatter = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void squatter.close());
  await once(squatter, 'listening');
  expect(new URL((await start(dataDir)).appUrl).port).not.toBe(String(port));
});

test.runIf(process.getuid?.() === 0)('root under a closed directory: the cluster goes outside', async () => {
  const closed = join(newDir(), 'closed');
  const outside = newDir();
  mkdirSync(closed, { mode: 0o700 });
  const dataDir = join(closed, 'data');
  const database = await start(dataDir, outside);
  expect(await query(database.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(existsSync(join(dataDir, 'pg'))).toBe(false);
  expect(statSync(closed).mode & 0o777).toBe(0o700);
  cpSync(dataDir, join(closed, 'copy'), { recursive: true });
  const copied = startEmbedded({ dataDir: join(closed, 'copy'), outside });
  await expect(copied).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
  await database.stop();
  await start(dataDir, outside);
});

async function holdInChild(dataDir: string): Promise<{ process: ChildProcess; appUrl: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', holder, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const line = await new Promise<Buffer>((settle) => child.stdout.once('data', settle));
  return { process: child, appUrl: line.toString().trim() };
}

function ownerUrlOf(dataDir: string): string {
  const record: unknown = JSON.parse(readFileSync(join(dataDir, 'database.json'), 'utf8'));
  if (typeof record !== 'object' || record === null) throw new Error('no record');
  const { ownerPassword, port } = Object.fromEntries(Object.entries(record));
  return `postgres://countersign:${String(ownerPassword)}@127.0.0.1:${String(port)}/countersign`;
}
