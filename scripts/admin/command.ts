import { z } from 'zod';
import type { Result } from '@/lib/domain/refusal';
import { whyUnbound } from '@/lib/use-cases/bootstrap/why-unbound';
import { AdminFailure } from './admin-failure';
import type { Installation } from './installation';
import { readOptions } from './read-options';

/** One verb of the command: its options, what it does in a sentence, and its answer as lines of text. */
export interface Command {
  readonly usage: string;
  readonly does: string;
  /** Understands its options or throws UsageError; what it returns does the work. */
  prepare(args: readonly string[]): (installation: Installation) => Promise<string[]>;
}

/** Makes a verb. */
export function command<T>(
  usage: string,
  does: string,
  schema: z.ZodType<T>,
  act: (installation: Installation, options: T) => Promise<string[]>,
): Command {
  return {
    usage,
    does,
    prepare: (args) => {
      const options = readOptions(schema, args);
      return (installation) => act(installation, options);
    },
  };
}

/** The same for every command that works through the role that serves requests. */
export const asApp = <T>(act: (installation: Installation, options: T) => Promise<string[]>) => {
  return async (installation: Installation, options: T) => {
    const unbound = await whyUnbound();
    if (unbound !== null) throw new AdminFailure(unbound);
    return act(installation, options);
  };
};

/** What a use case answered; a refusal ends the command. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AdminFailure(result.refusal.message);
}

/** A number of days up to the longest, or the usual one. */
export const days = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
