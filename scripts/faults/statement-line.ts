import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { carry, type Hold, type Step, type Watching } from './carry';

export type Watch = {
  /** What has passed, or was held. */
  readonly steps: readonly Step[];
  /** Settles when the line stands still at the hold. */
  readonly held: Promise<Step>;
};

/** A line to a database that knows which statements pass, and stands still where it is told to. */
export type StatementLine = {
  readonly url: string;
  /** Leads to this server from now on. */
  aim: (databaseUrl: string) => void;
  /** Counts statements from now on, and stands still at the first that the hold is about. */
  watch: (hold?: Hold) => Watch;
  close: () => void;
};

export async function openStatementLine(databaseUrl: string): Promise<StatementLine> {
  let target = new URL(databaseUrl);
  let watching: Watching = { steps: [], transactions: 0, hold: null, onHeld: () => {} };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    carry(near, far, () => watching);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const here = new URL(databaseUrl);
  here.port = String(address.port);
  return {
    url: here.href,
    aim: (url) => {
      target = new URL(url);
    },
    watch: (hold) => {
      const { promise, resolve } = Promise.withResolvers<Step>();
      watching = { steps: [], transactions: 0, hold: hold ?? null, onHeld: resolve };
      return { steps: watching.steps, held: promise };
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
