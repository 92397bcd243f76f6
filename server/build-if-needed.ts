import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LockFile, takeLock } from '@/host/lock-file';
import { asStartFailure, StartFailure } from '@/host/start-failure';
import { fingerprint } from '@/server/fingerprint';

const tellEveryMs = 10_000;

export interface BuildOptions {
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Builds although nothing has changed. */
  readonly force?: boolean;
}

/** Makes the production build unless the present one was made from these very sources. Throws StartFailure. */
export async function buildIfNeeded(root: string, options: BuildOptions): Promise<void> {
  const wanted = fingerprint(root);
  if (options.force !== true && isBuiltFrom(root, wanted)) return;
  const lock = await buildLock(root, options);
  try {
    if (options.force !== true && isBuiltFrom(root, wanted)) return;
    options.log('Building the pages, once per version: half a minute, or a few on a small machine.');
    rmSync(stampPath(root), { force: true });
    const done = tellElapsed(options.log);
    const { ok, output } = await runBuild(root, options.signal).finally(done);
    options.signal?.throwIfAborted();
    if (!ok) {
      options.log(output.trimEnd());
      throw new StartFailure('BUILD_FAILED');
    }
    // Written last: a build that was cut short has no stamp and is made again.
    writeFileSync(stampPath(root), wanted);
  } finally {
    lock.release();
  }
}

function isBuiltFrom(root: string, wanted: string): boolean {
  if (!existsSync(join(root, '.next/BUILD_ID')) || !existsSync(stampPath(root))) return false;
  return readFileSync(stampPath(root), 'utf8') === wanted;
}

function stampPath(root: string): string {
  return join(root, '.next/countersign-sources');
}

async function buildLock(root: string, { log, signal }: BuildOptions): Promise<LockFile> {
  // The cache directory is the part of .next that a build leaves in place.
  const directory = join(root, '.next/cache');
  try {
    mkdirSync(directory, { recursive: true });
    for (let waiting = false; ; waiting = true) {
      const lock = takeLock(join(directory, 'countersign-build.lock'));
      if (lock !== null) return lock;
      if (!waiting) log('Waiting for another build of this directory to end.');
      await sleep(250, undefined, signal === undefined ? {} : { signal });
    }
  } catch (error) {
    const failure = asStartFailure(error, directory);
    throw failure instanceof StartFailure && failure.code === 'CANNOT_WRITE'
      ? new StartFailure('CANNOT_BUILD', join(root, '.next'))
      : failure;
  }
}

/** Says every so often that the build still goes on. The answer ends it. */
function tellElapsed(log: (line: string) => void): () => void {
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  const timer = setInterval(() => log(`  still building, ${seconds()} s so far`), tellEveryMs);
  return () => {
    clearInterval(timer);
    log(`  the build ended after ${seconds()} s`);
  };
}

function runBuild(root: string, signal: AbortSignal | undefined): Promise<{ ok: boolean; output: string }> {
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  return new Promise((settle) => {
    const child = spawn(process.execPath, [next, 'build', root], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal === undefined ? {} : { signal }),
    });
    let output = '';
    const keep = (bytes: Buffer) => {
      output += bytes.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => settle({ ok: false, output: output + error.message }));
    child.once('close', (code) => settle({ ok: code === 0, output }));
  });
}
