import { StartFailure } from '@/host/start-failure';
import { ConfigError } from '@/lib/settings/config-error';
import { AdminFailure } from './admin-failure';

/** What a command says at the terminal of what ended it: our own sentence, or that it is a fault. */
export function explain(error: unknown, whatFailed: string): string {
  const isOurs = [AdminFailure, StartFailure, ConfigError].some((kind) => error instanceof kind);
  if (error instanceof Error && isOurs) return error.message;
  return `${whatFailed}: ${error instanceof Error ? error.message : String(error)}`;
}
