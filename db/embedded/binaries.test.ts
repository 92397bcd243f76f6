import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { linkLibraries, prepareBinaries } from '@/db/embedded/binaries';

test('links libraries where an install script would have, once or twice', () => {
  const packageDir = newDir();
  mkdirSync(join(packageDir, 'native/lib'), { recursive: true });
  writeFileSync(join(packageDir, 'native/lib/libx.so.6.0'), '');
  const links = [{ source: 'native/lib/libx.so.6.0', target: 'native/lib/libx.so.6' }];
  writeFileSync(join(packageDir, 'native/pg-symlinks.json'), JSON.stringify(links));
  linkLibraries(packageDir);
  linkLibraries(packageDir);
  expect(readlinkSync(join(packageDir, 'native/lib/libx.so.6'))).toBe('libx.so.6.0');
});

test('finds programs that run', () => {
  expect(prepareBinaries(null, newDir())).toMatchObject({ major: '18' });
});

function newDir(): string {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-binaries-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}
