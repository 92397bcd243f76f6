import { createServer } from 'node:net';

/** The wanted port of 127.0.0.1 if it is free, else one that the system chooses. */
export async function freePort(wanted: number): Promise<number> {
  return (await listenable(wanted)) ?? (await listenable(0)) ?? 0;
}

function listenable(port: number): Promise<number | null> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once('error', () => settle(null));
    probe.listen({ port, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}
