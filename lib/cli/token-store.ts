import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { usageFailure } from './failure';
import { type Keychain, systemKeychain } from './keychain';
import { configFolder, writePrivately } from './settings';
import { type Terminal, variable } from './terminal';

const fileSchema = z.record(z.string(), z.string());

export type TokenPlace = 'environment' | 'keychain' | 'file';
export type KeptToken = { token: string; place: TokenPlace };

const tokenPath = (terminal: Terminal): string => join(configFolder(terminal), 'credentials.json');

/** `DRAFT_KEYCHAIN=off` keeps tokens in the file. */
const keychainOf = (terminal: Terminal): Keychain | null =>
  variable(terminal, 'DRAFT_KEYCHAIN') === 'off' ? null : systemKeychain;

/** The token for a server: `DRAFT_TOKEN`, the keychain, the file; null when nobody logged in. */
export async function readToken(terminal: Terminal, url: string): Promise<KeptToken | null> {
  const given = variable(terminal, 'DRAFT_TOKEN');
  if (given !== null) return { token: given, place: 'environment' };
  const kept = await keychainOf(terminal)?.read(url);
  if (kept) return { token: kept, place: 'keychain' };
  const token = readFile(terminal)[url];
  return token === undefined ? null : { token, place: 'file' };
}

/** Keeps a token in the keychain, or where there is none in a file of mode 0600. Answers where it lies. */
export async function keepToken(terminal: Terminal, url: string, token: string): Promise<TokenPlace> {
  if (await keychainOf(terminal)?.write(url, token)) {
    writeFile(terminal, without(readFile(terminal), url));
    return 'keychain';
  }
  writeFile(terminal, { ...readFile(terminal), [url]: token });
  return 'file';
}

export async function forgetToken(terminal: Terminal, url: string): Promise<void> {
  await keychainOf(terminal)?.remove(url);
  writeFile(terminal, without(readFile(terminal), url));
}

/** Null when the token file is absent or closed to others, else what is wrong with it. */
export function tokenFileFault(terminal: Terminal): string | null {
  const path = tokenPath(terminal);
  if (!existsSync(path) || process.platform === 'win32') return null;
  const mode = statSync(path).mode & 0o777;
  return (mode & 0o077) === 0 ? null : `${path} has mode ${mode.toString(8)}; others can read it.`;
}

function readFile(terminal: Terminal): Record<string, string> {
  const path = tokenPath(terminal);
  if (!existsSync(path)) return {};
  const fault = tokenFileFault(terminal);
  if (fault !== null) throw usageFailure(fault, `chmod 600 ${path}, and log in again.`);
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw usageFailure(`${path} cannot be read.`, 'Delete it and log in again.');
  }
}

function writeFile(terminal: Terminal, tokens: Record<string, string>): void {
  const path = tokenPath(terminal);
  if (Object.keys(tokens).length > 0) writePrivately(path, JSON.stringify(tokens, null, 2));
  else rmSync(path, { force: true });
}

const without = (tokens: Record<string, string>, url: string): Record<string, string> =>
  Object.fromEntries(Object.entries(tokens).filter(([name]) => name !== url));
