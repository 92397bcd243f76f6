import type { Command } from 'commander';
import { sessionSchema } from '@/lib/domain/wire/login-wire';
import { Api } from './api';
import { exitCodes } from './exit-codes';
import { CliFailure } from './failure';
import { Output } from './output';
import { readSettings, type Settings } from './settings';
import type { Terminal } from './terminal';
import { type KeptToken, readToken } from './token-store';

/** What every command works with, made when it runs. */
export type Context = { terminal: Terminal; out: Output; settings: Settings };

type GlobalOptions = { color?: boolean; pager?: boolean };

export function contextOf(terminal: Terminal, command: Command): Context {
  const options: GlobalOptions = command.optsWithGlobals();
  return { terminal, out: new Output(terminal, options), settings: readSettings(terminal) };
}

/** The server with this person's token. Throws `login needed` where there is none. */
export async function connected({ terminal, settings }: Context): Promise<{ api: Api; kept: KeptToken }> {
  const { url, userId, tenant } = settings;
  const kept = await readToken(terminal, url);
  if (kept === null) {
    throw new CliFailure(exitCodes.loginNeeded, `You are not logged in at ${url}.`, {
      hint: 'Run: draft login',
    });
  }
  const api = new Api(terminal, url, kept.token, userId);
  if (tenant !== null) await proveTenant(api, tenant);
  return { api, kept };
}

/** One account has one tenant: naming another is a mistake that must not reach production. */
async function proveTenant(api: Api, meant: string): Promise<void> {
  const { value } = await api.get('/api/v1/session', sessionSchema);
  if (value.tenant === meant) return;
  throw new CliFailure(
    exitCodes.forbidden,
    `DRAFT_TENANT is ${meant}, but this login is for ${value.tenant}.`,
  );
}
