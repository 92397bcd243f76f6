import { ConfigError } from './config-error';
import type { Environment } from './environment';

/** What signs checkpoints. `kept` is the key of its own that DATA_DIR keeps. */
export type LogSigning =
  | { by: 'kept' }
  | { by: 'file'; path: string }
  | { by: 'text'; text: string }
  | { by: 'command'; program: string; arguments: readonly string[]; publicKey: string };

/** Throws ConfigError where more than one is set, or a part without the other. */
export function logSigning(env: Environment): LogSigning {
  const {
    LOG_SIGNING_KEY_FILE: path,
    LOG_SIGNING_KEY: text,
    LOG_SIGNING_COMMAND: command,
    LOG_SIGNING_PUBLIC_KEY: publicKey,
  } = env;
  const set = Object.entries({
    LOG_SIGNING_KEY_FILE: path,
    LOG_SIGNING_KEY: text,
    LOG_SIGNING_COMMAND: command,
  }).flatMap(([name, value]) => (value === null ? [] : [name]));
  if (set.length > 1) throw new ConfigError(`${set[1]} must not be set, because ${set[0]} is.`);
  if (command !== null) return byCommand(command, publicKey);
  if (publicKey !== null) {
    throw new ConfigError('LOG_SIGNING_COMMAND must be set, because LOG_SIGNING_PUBLIC_KEY is.');
  }
  if (path !== null) return { by: 'file', path };
  return text === null ? { by: 'kept' } : { by: 'text', text };
}

/** No shell reads it: a JSON array of texts, or words between spaces. */
function byCommand(command: string, publicKey: string | null): LogSigning {
  if (publicKey === null) {
    throw new ConfigError('LOG_SIGNING_PUBLIC_KEY must be set, because LOG_SIGNING_COMMAND is.');
  }
  const [program, ...rest] = command.trim().startsWith('[') ? texts(command) : command.trim().split(/\s+/);
  if (!program) {
    throw new ConfigError(
      'LOG_SIGNING_COMMAND must be a program and its arguments, as words or a JSON array.',
    );
  }
  return { by: 'command', program, arguments: rest, publicKey };
}

function texts(json: string): string[] {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) && parsed.every((text) => typeof text === 'string') ? parsed : [];
  } catch {
    return [];
  }
}
