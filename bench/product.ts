import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tempDataDir } from '@/db/testing/temp-data-dir';
import { freePort } from '@/host/free-port';
import { keyPending } from '@/lib/domain/keys/key-terms';

const pollMs = 20;
const startWithinMs = 300_000;

/** The real product, running. */
export type Product = {
  url: string;
  dataDir: string;
  /** From `npm start` to the sign-in page answered, in milliseconds. */
  firstPageMs: number;
  /** The end of what it has written. */
  output: () => string;
  stop: () => Promise<void>;
};

/** `npm start` in a directory that holds the product. Throws with its output when it ends before it answers. */
export async function startProduct(root: string, dataDir: string): Promise<Product> {
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  // A process group of its own: npm does not pass a signal on to what it has started in every version.
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      NODE_OPTIONS: '',
      MAX_PENDING_DRAFTS: String(keyPending.most),
    },
  });
  const output = keepOutput(child);
  const stop = () => stopGroup(child);
  try {
    await firstPage(child, `${url}/sign-in`);
    return { url, dataDir, firstPageMs: performance.now() - startedAt, output, stop };
  } catch (cause) {
    await stop();
    throw new Error(`the product did not start:\n${output()}`, { cause });
  }
}

/** Runs `work` with a new data directory and removes it afterwards. */
export async function withDataDir<T>(work: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = tempDataDir('bench');
  try {
    return await work(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function firstPage(child: ChildProcess, page: string): Promise<void> {
  const giveUp = AbortSignal.timeout(startWithinMs);
  while (child.exitCode === null && !giveUp.aborted) {
    const answer = await fetch(page, { signal: giveUp }).catch(() => null);
    if (answer?.ok) {
      await answer.text();
      return;
    }
    await sleep(pollMs);
  }
  throw new Error('no page was answered');
}

function keepOutput({ stdout, stderr }: ChildProcess): () => string {
  let output = '';
  const keep = (bytes: Buffer) => {
    output = (output + bytes.toString()).slice(-8_000);
  };
  stdout?.on('data', keep);
  stderr?.on('data', keep);
  return () => output;
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  await exited;
}
