import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

it('a server whose output nobody reads any more goes on, and does not spin', async () => {
  const child = fork(join(import.meta.dirname, 'testing/unread.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child, 'message');
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.send('unread');
  const [faults] = (await once(child, 'message')) as [number];
  expect(faults).toBe(0);
});
