import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { syncDirectory } from './private-file';

/**
 * The text that seals what signs deliveries, for an installation that was given none: made once, kept in DATA_DIR, mode
 * 0600. Of processes that make it at once one wins and all use its text: the file is linked in whole or not at all.
 */
export function keptDeliveryKey(dataDir: string): string {
  const path = join(dataDir, 'delivery-key');
  return readKey(path) ?? makeKey(path) ?? faultyKey(path);
}

function makeKey(path: string): string | null {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.new`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(32).toString('hex')}\n`);
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    closeSync(file);
    rmSync(draft, { force: true });
  }
  syncDirectory(dirname(path));
  return readKey(path);
}

/** Null when there is no such file. A file that is no key is a fault: another one would open nothing that is sealed. */
function readKey(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return /^[0-9a-f]{64}$/.test(text) ? text : faultyKey(path);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function faultyKey(path: string): never {
  throw new Error(`${path} is not a delivery key; restore it, or remove it and set the control plane again`);
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
