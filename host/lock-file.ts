import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { processIdentity } from '@/host/process-identity';

const holderSchema = z.object({ pid: z.int().positive(), identity: z.string() });

export interface LockFile {
  release(): void;
}

/** Takes the lock, or returns null while the process that holds it lives. A dead holder's lock is taken over. */
export function takeLock(path: string): LockFile | null {
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (linked(draft, path)) return { release: () => release(path, mine) };
      const held = read(path);
      if (held !== null && isAlive(held)) return null;
      if (held !== null) discard(path, held);
    }
    return null;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Linking is atomic: of several starters exactly one succeeds, and nobody reads a half-written lock. */
function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function isAlive(held: string): boolean {
  const holder = holderSchema.safeParse(parseJson(held));
  return holder.success && processIdentity(holder.data.pid) === holder.data.identity;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Moves the stale lock aside and puts it back if another starter has replaced it in between. */
function discard(path: string, stale: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== stale) linked(aside, path);
  rmSync(aside, { force: true });
}

function release(path: string, mine: string): void {
  if (read(path) === mine) rmSync(path, { force: true });
}
