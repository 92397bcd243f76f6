import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock } from '@/host/lock-file';
import { processIdentity } from '@/host/process-identity';

test('is held until released, and leaves nothing behind', () => {
  const path = lockPath();
  const lock = takeLock(path);
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(takeLock(path)).toBeNull();
  lock?.release();
  expect(readdirSync(join(path, '..'))).toEqual([]);
  expect(takeLock(path)).not.toBeNull();
});

test('is taken over from a process that is gone', async () => {
  const path = lockPath();
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  writeFileSync(path, JSON.stringify({ pid: child.pid, identity: '1' }));
  expect(takeLock(path)).not.toBeNull();
});

test('is taken over from a process whose pid another program has now', () => {
  const path = lockPath();
  writeFileSync(path, JSON.stringify({ pid: process.ppid, identity: 'earlier' }));
  expect(takeLock(path)).not.toBeNull();
});

test('is not taken from another process that lives', () => {
  const path = lockPath();
  writeFileSync(path, JSON.stringify({ pid: process.ppid, identity: processIdentity(process.ppid) }));
  expect(takeLock(path)).toBeNull();
});

test.each(['', '{', '{"pid":0}'])('is taken over when the file says nothing: %s', (content) => {
  const path = lockPath();
  writeFileSync(path, content);
  expect(takeLock(path)).not.toBeNull();
});

function lockPath(): string {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-lock-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return join(directory, 'lock');
}
