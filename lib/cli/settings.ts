import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'smol-toml';
import { z } from 'zod';
import { exitCodes } from './exit-codes';
import { CliFailure, usageFailure } from './failure';
import { type Terminal, variable } from './terminal';

const fileSchema = z.strictObject({ url: z.string().optional(), tenant: z.string().optional() });
export type ConfigFile = z.infer<typeof fileSchema>;
export const configNames = ['url', 'tenant'] as const satisfies readonly (keyof ConfigFile)[];

export type Settings = {
  url: string;
  /** The tenant the person means to work in, to be compared with the session's. */
  tenant: string | null;
  /** `ZEN_USER_ID`: shown, sent and compared by the server, never trusted alone. */
  userId: string | null;
};

const defaultUrl = 'http://127.0.0.1:3000';
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** `$XDG_CONFIG_HOME/draft`, else `~/.config/draft`. */
export const configFolder = (terminal: Pick<Terminal, 'env' | 'home'>): string =>
  join(variable(terminal, 'XDG_CONFIG_HOME') ?? join(terminal.home, '.config'), 'draft');

export const configPath = (terminal: Pick<Terminal, 'env' | 'home'>): string =>
  join(configFolder(terminal), 'config.toml');

export function readConfigFile(terminal: Terminal): ConfigFile {
  const path = configPath(terminal);
  if (!existsSync(path)) return {};
  try {
    return fileSchema.parse(parse(readFileSync(path, 'utf8')));
  } catch {
    throw usageFailure(`${path} cannot be read.`, `It may hold ${configNames.join(' and ')}, as TOML.`);
  }
}

export function writeConfigFile(terminal: Terminal, config: ConfigFile): void {
  writePrivately(configPath(terminal), stringify(config));
}

/** Beside and renamed, mode 0600 from the first byte: no reader sees half a file or an open one. */
export function writePrivately(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, text, { mode: 0o600 });
  renameSync(beside, path);
}

/** The environment outranks the file. Throws where the address cannot be used. */
export function readSettings(terminal: Terminal): Settings {
  const file = readConfigFile(terminal);
  return {
    url: usableUrl(variable(terminal, 'DRAFT_URL') ?? file.url ?? defaultUrl),
    tenant: variable(terminal, 'DRAFT_TENANT') ?? file.tenant ?? null,
    userId: variable(terminal, 'ZEN_USER_ID'),
  };
}

/** The origin to ask. A token never travels unencrypted beyond this machine. */
export function usableUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '') {
    throw usageFailure('The server’s address must be like https://countersign.example.com.');
  }
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) {
    throw usageFailure('The server’s address must be https://, because it is not on this machine.');
  }
  return url.origin;
}

/** The person that `ZEN_USER_ID` names. */
export function requiredUserId({ userId }: Settings): string {
  if (userId !== null) return userId;
  throw new CliFailure(exitCodes.usage, 'ZEN_USER_ID is not set.', {
    hint: 'Set it to your own user id: draft whoami shows it. The server compares it with your login.',
  });
}
