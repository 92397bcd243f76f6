import type { Command } from 'commander';
import { z } from 'zod';
import { type SessionWire, sessionSchema } from '@/lib/domain/wire/login-wire';
import { Api } from '../api';
import { type Context, contextOf } from '../context';
import { type ExitCode, exitCodes } from '../exit-codes';
import { CliFailure } from '../failure';
import { configPath } from '../settings';
import type { Terminal } from '../terminal';
import { readToken, tokenFileFault } from '../token-store';

type Finding = { title: string; ok: boolean; detail: string; exit: ExitCode };

export const addDoctor = (program: Command, terminal: Terminal): Command =>
  program
    .command('doctor')
    .description('Look for what keeps this command from working')
    .option('--json', 'answer as JSON')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const context = contextOf(terminal, command);
      const { out } = context;
      const findings = await examined(context);
      if (json)
        out.json(
          findings.map(({ title, ok, detail }) => ({ title, ok, detail })),
          true,
        );
      else {
        out.lines(
          findings.map(({ title, ok, detail }) => {
            const mark = ok ? out.paint.added('+ ok  ') : out.paint.warn('! look');
            return `${mark}  ${title.padEnd(12)}  ${detail}`;
          }),
        );
      }
      const worst = findings.find(({ ok }) => !ok);
      if (worst) throw new CliFailure(worst.exit, '');
      out.hint('Next: draft list');
    });

async function examined(context: Context): Promise<Finding[]> {
  const { terminal, settings } = context;
  const mode = tokenFileFault(terminal);
  const reached = await reach(context);
  const live = reached.ok && mode === null ? await who(context) : null;
  return [
    good('program', `Node ${process.version}`),
    good('settings', configPath(terminal)),
    finding('token file', mode === null, mode ?? 'closed to others, or absent', exitCodes.usage),
    reached,
    ...(live === null ? [] : [live.finding]),
    ...(live?.session ? [userIdFinding(settings.userId, live.session)] : []),
  ];
}

async function reach({ terminal, settings }: Context): Promise<Finding> {
  try {
    await new Api(terminal, settings.url, null, null).get('/api/v1/health', z.looseObject({}));
    return good('server', `${settings.url} answers`);
  } catch (fault) {
    return finding('server', false, wordsOf(fault), exitCodes.temporary);
  }
}

async function who({
  terminal,
  settings,
}: Context): Promise<{ finding: Finding; session: SessionWire | null }> {
  const kept = await readToken(terminal, settings.url);
  if (kept === null) {
    return {
      finding: finding('login', false, 'none; run draft login', exitCodes.loginNeeded),
      session: null,
    };
  }
  try {
    const { value } = await new Api(terminal, settings.url, kept.token, null).get(
      '/api/v1/session',
      sessionSchema,
    );
    const { name, role } = value.user;
    return {
      finding: good('login', `${name}, ${role} of ${value.tenant}, token from the ${kept.place}`),
      session: value,
    };
  } catch (fault) {
    const exit = fault instanceof CliFailure ? fault.exit : exitCodes.error;
    return { finding: finding('login', false, wordsOf(fault), exit), session: null };
  }
}

function userIdFinding(userId: string | null, { user }: SessionWire): Finding {
  if (userId === user.id) return good('ZEN_USER_ID', 'is the person who is logged in');
  const detail =
    userId === null ? `is not set; export ZEN_USER_ID=${user.id}` : `is somebody else, not ${user.id}`;
  return finding('ZEN_USER_ID', false, detail, userId === null ? exitCodes.usage : exitCodes.forbidden);
}

const wordsOf = (fault: unknown): string => (fault instanceof CliFailure ? fault.message : 'failed');
const finding = (title: string, ok: boolean, detail: string, exit: ExitCode): Finding => ({
  title,
  ok,
  detail,
  exit,
});
const good = (title: string, detail: string): Finding => finding(title, true, detail, exitCodes.ok);
