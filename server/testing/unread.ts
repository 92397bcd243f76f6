import { setTimeout as sleep } from 'node:timers/promises';
import { outliveReaders } from '../unread-output';

/** Says something when it is told to, as the framework does of uncaught faults, and answers how many of those there were. */
let faults = 0;
process.on('uncaughtException', (fault) => {
  faults += 1;
  process.stderr.write(`${String(fault)}\n`);
});
outliveReaders();
process.once('message', () => void saySomething());
process.send?.('ready');

async function saySomething(): Promise<void> {
  for (let said = 0; said < 5; said += 1) {
    process.stdout.write('a line\n');
    await sleep(50);
  }
  process.send?.(faults);
}
