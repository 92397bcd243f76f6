import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareBinaries } from '@/db/embedded/binaries';
import { locate } from '@/db/embedded/cluster-home';
import { roleUrl } from '@/db/embedded/roles';
import { freePort } from '@/host/free-port';

const readyWithinMs = 60_000;

/** The database of a DATA_DIR that is stopped, started with settings that the product would never give it. */
export async function startCareless(dataDir: string, settings: Readonly<Record<string, string>>) {
  const { home, runner, record } = locate(dataDir, dataDir);
  const pgdata = join(home, 'pg');
  const { postgres } = prepareBinaries(runner, dataDir);
  const port = await freePort(0);
  const all = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...settings,
  };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(postgres, ['-D', pgdata, ...options], { ...runner, cwd: '/', stdio: 'ignore' });
  for (let waited = 0; !saysReady(pgdata); waited += 50) {
    if (waited > readyWithinMs) throw new Error('the careless database did not start');
    await sleep(50);
  }
  return {
    appUrl: roleUrl('app', record.appPassword, port),
    ownerUrl: roleUrl('countersign', record.ownerPassword, port),
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGQUIT');
      await ended;
    },
  };
}

function saysReady(pgdata: string): boolean {
  try {
    return readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}
