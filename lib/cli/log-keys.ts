import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '@/lib/domain/log/verifier-key';
import { usageFailure } from './failure';
import { configFolder, writePrivately } from './settings';
import type { Terminal } from './terminal';

/** The keys that this person trusts for logs, one line each. */
export const logKeysPath = (terminal: Terminal): string => join(configFolder(terminal), 'log-keys.txt');

/** All of them, or a failure: half a list would trust what the other half does not. */
export async function readLogKeys(terminal: Terminal): Promise<VerifierKey[]> {
  const path = logKeysPath(terminal);
  return existsSync(path) ? keysIn(readText(path), path) : [];
}

/** Keeps a key for the log that it names, besides or instead of those that are kept for it. */
export function writeLogKeys(terminal: Terminal, keys: readonly VerifierKey[]): void {
  writePrivately(logKeysPath(terminal), keys.map((key) => `${formatVerifierKey(key)}\n`).join(''));
}

/** A verifier key as it is given: itself, or a file of them. */
export async function givenKeys(given: string): Promise<VerifierKey[]> {
  const key = await parseVerifierKey(given);
  if (key !== null) return [key];
  if (!existsSync(given)) throw usageFailure(`${given} is neither a verifier key nor a file.`, form);
  return keysIn(readText(given), given);
}

const form =
  'A verifier key is <log>+<8 digits>+<base64>, as GET /api/v1/log and key.txt in a bundle say it. One wrong character makes it none.';

async function keysIn(text: string, path: string): Promise<VerifierKey[]> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const keys = await Promise.all(lines.map(parseVerifierKey));
  const sound = keys.filter((key) => key !== null);
  if (sound.length === keys.length && keys.length > 0) return sound;
  throw usageFailure(`${path} is not a file of verifier keys, one a line.`, form);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw usageFailure(`${path} cannot be read.`);
  }
}
