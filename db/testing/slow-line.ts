import { subscribe } from 'node:diagnostics_channel';
import { connect, createServer, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than one process needs to write down all that it says in one flight. */
const delayMs = 30;

/** Longer than what is written at leisure waits for. */
const quietMs = 600;

export type SlowLine = {
  url: string;
  /** How many times `act` spoke to the database after it had heard an answer, or the first time. */
  flightsOf: (act: () => Promise<unknown>) => Promise<number>;
  close: () => void;
};

/** Else the kernel may keep a short message back until the one before it was acknowledged: that is no flight of ours. */
subscribe('net.client.socket', (message) => {
  const socket =
    typeof message === 'object' && message !== null && 'socket' in message ? message.socket : null;
  if (socket instanceof Socket) socket.setNoDelay(true);
});

/** A line to a database on which every answer takes its time: what is said without waiting for one is one flight. */
export async function openSlowLine(databaseUrl: string): Promise<SlowLine> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let flights = 0;
  let heard = true;
  let spokenAt = 0;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
    }
    near.on('data', (said) => {
      spokenAt = performance.now();
      if (heard) flights += 1;
      heard = false;
      far.write(said);
    });
    far.on('data', (answer) => {
      setTimeout(() => {
        heard = true;
        near.write(answer);
      }, delayMs);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const here = new URL(databaseUrl);
  here.hostname = '127.0.0.1';
  here.port = String(address.port);
  return {
    url: here.href,
    flightsOf: async (act) => {
      // What earlier requests leave behind is written after their answer.
      while (performance.now() - spokenAt < quietMs) await sleep(quietMs);
      flights = 0;
      heard = true;
      await act();
      return flights;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
