import { connect, createServer, type Socket } from 'node:net';

export type DeafLine = { url: string; deafen: () => void; close: () => void };

/**
 * A line to a database that, once deafened, hangs up in place of the answer to a COMMIT: it has happened, and whoever
 * asked for it cannot know.
 */
export async function openDeafLine(databaseUrl: string): Promise<DeafLine> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let deaf = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.on('data', (said) => far.write(said));
    far.on('data', (answer) => {
      if (deaf && answer.includes('COMMIT')) near.destroy();
      else near.write(answer);
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
    deafen: () => (deaf = true),
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
