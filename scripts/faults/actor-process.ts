import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Asked } from './act';

const longestMs = 30_000;
const told = z.array(z.string());

/** A process that carries out what is asked, over the line of its own. */
export type ActorProcess = {
  /** What each was told; null when the process ended before it could say. */
  ask: (asked: readonly Asked[]) => Promise<string[] | null>;
  kill: () => Promise<void>;
};

/** Starts one and waits until it has loaded what it needs: what it does then is the act alone. */
export async function startActor(databaseUrl: string, dataDir: string): Promise<ActorProcess> {
  const child = fork(join(import.meta.dirname, 'act-process.ts'), {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  await once(child, 'message');
  return {
    ask: async (asked) => {
      const heard = once(child, 'message').then(([said]) => told.parse(said));
      child.send([...asked]);
      const said = await Promise.race([
        heard,
        ended.then(() => null),
        sleep(longestMs, null, { ref: false }),
      ]);
      return said;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
