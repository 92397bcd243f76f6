import type { Command } from 'commander';
import {
  deviceStartSchema,
  deviceTokenSchema,
  type SessionWire,
  sessionSchema,
} from '@/lib/domain/wire/login-wire';
import { Api } from '../api';
import { type Context, contextOf } from '../context';
import { exitCodes } from '../exit-codes';
import { CliFailure } from '../failure';
import { Refused } from '../refused';
import type { Terminal } from '../terminal';
import { untilWords } from '../time-words';
import { keepToken, readToken } from '../token-store';

const grant = 'urn:ietf:params:oauth:grant-type:device_code';

export const addLogin = (program: Command, terminal: Terminal): Command =>
  program
    .command('login')
    .description('Log in: a signed-in person approves this terminal in the browser')
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(terminal, command);
      const { out, settings } = context;
      const api = new Api(terminal, settings.url, null, null);
      const body = { client_name: 'draft', host_name: terminal.host.slice(0, 100) };
      const { value: device } = await api.post('/api/v1/device', body, deviceStartSchema);
      out.hint(`Open  ${device.verification_uri_complete}`);
      out.hint(`and compare the code:  ${out.aside.strong(device.user_code)}`);
      out.hint(
        `Waiting for a signed-in person to approve it, ${Math.round(device.expires_in / 60)} minutes at most.`,
      );
      const token = await approved(api, terminal, device);
      await welcome(context, token);
    });

/** RFC 8628 section 3.5: polls at the server's pace, and five seconds slower whenever it says so. */
async function approved(
  api: Api,
  terminal: Terminal,
  device: { device_code: string; interval: number; expires_in: number },
): Promise<string> {
  const end = terminal.now().getTime() + device.expires_in * 1000;
  let interval = device.interval;
  while (terminal.now().getTime() < end) {
    await terminal.sleep(interval * 1000);
    try {
      const body = { grant_type: grant, device_code: device.device_code };
      const { value } = await api.post('/api/v1/device/token', body, deviceTokenSchema);
      return value.access_token;
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      if (fault.problem.code === 'SLOW_DOWN') interval += 5;
      else if (fault.problem.code !== 'AUTHORIZATION_PENDING') throw fault;
    }
  }
  throw new CliFailure(exitCodes.loginNeeded, 'Nobody approved it in time.', { hint: 'Run: draft login' });
}

async function welcome({ terminal, settings, out }: Context, token: string): Promise<void> {
  const api = new Api(terminal, settings.url, token, null);
  const { value }: { value: SessionWire } = await api.get('/api/v1/session', sessionSchema);
  const place = await keepToken(terminal, settings.url, token);
  const { user } = value;
  out.hint(
    `Logged in as ${user.name} (${user.role}) of ${value.tenant}, ends ${untilWords(value.expires_at, terminal.now())}.`,
  );
  if (place === 'file') {
    out.hint('! This system has no keychain that answers: the token lies in a file that only you can read.');
  }
  if ((await readToken(terminal, settings.url))?.place === 'environment') {
    out.hint('! DRAFT_TOKEN is set and outranks this login.');
  }
  out.hint(`Next: export ZEN_USER_ID=${user.id} · draft list`);
}
