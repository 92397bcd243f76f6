import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '@/host/free-port';
import { StartFailure } from '@/host/start-failure';
import { requireNode } from '@/server/node-version';

const root = join(import.meta.dirname, '..');

test('a setting that cannot be used ends the process with one sentence', () => {
  expect(startWith({ PORT: 'web' })).toEqual({
    status: 1,
    stderr: 'PORT must be a whole number from 1 to 65535.\n',
    stdout: '',
  });
});

test('so does a life of drafts that is out of bounds', () => {
  for (const hours of ['0', '721', '1.5']) {
    expect(startWith({ DRAFT_TTL_HOURS: hours })).toEqual({
      status: 1,
      stderr: 'DRAFT_TTL_HOURS must be a whole number of hours from 1 to 720.\n',
      stdout: '',
    });
  }
});

test('so do files that https cannot be served with', () => {
  const file = { TLS_CERT: '/nowhere/server.pem', TLS_KEY: '/nowhere/server.key' };
  expect(startWith(file)).toEqual({
    status: 1,
    stderr: 'TLS_CERT must be a file that can be read.\n',
    stdout: '',
  });
  expect(startWith({ TLS_CLIENT_CA: '/nowhere/ca.pem' })).toMatchObject({
    status: 1,
    stderr: 'TLS_CERT and TLS_KEY must be set, because TLS_CLIENT_CA is.\n',
  });
});

test('so does a port that another program has', async () => {
  const port = await freePort(0);
  const squatter = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void squatter.close());
  await once(squatter, 'listening');
  expect(startWith({ PORT: String(port) })).toEqual({
    status: 1,
    stderr: `Port ${port} is in use by another program; stop that program, or set PORT to a free port.\n`,
    stdout: '',
  });
});

test('so does a host that is not this machine', () => {
  const given = { HOST: '192.0.2.1', AUTH_SECRET: '6f1c0d9a8b7e4f2a1b3c5d7e9f0a2b4c' };
  expect(startWith(given)).toMatchObject({
    status: 1,
    stderr: 'HOST 192.0.2.1 is not an address of this machine; set HOST to one that is, such as 127.0.0.1.\n',
  });
});

test.each(['20.19.0', '22.11.0', '18.0.0'])('Node %s is refused', (version) => {
  expect(() => requireNode(version)).toThrow(StartFailure);
});

test.each(['22.12.0', '24.0.0', '26.1.0'])('Node %s is taken', (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

function startWith(env: Record<string, string>) {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'server.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '41099', HOST: '', DATABASE_URL: '', ...env },
    encoding: 'utf8',
  });
  return { status, stderr, stdout };
}
