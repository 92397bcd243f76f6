import { createServer, type Server } from 'node:net';
import { StartFailure, type StartFailureCode } from '@/host/start-failure';

const failures: Record<string, StartFailureCode> = {
  EADDRINUSE: 'PORT_IN_USE',
  EACCES: 'PORT_FORBIDDEN',
  EADDRNOTAVAIL: 'HOST_UNKNOWN',
  ENOTFOUND: 'HOST_UNKNOWN',
  EAI_AGAIN: 'HOST_UNKNOWN',
};

/** Starts to accept connections. Throws StartFailure when the port or the host cannot be had. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((settle, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = failures[error.code ?? ''];
      if (code === undefined) fail(error);
      else fail(new StartFailure(code, code === 'HOST_UNKNOWN' ? host : String(port), { cause: error }));
    });
    server.listen(port, host, () => settle());
  });
}

/** Finds out early, before a build and a database have started, that `listen` would fail. */
export async function checkListen(port: number, host: string): Promise<void> {
  const probe = createServer();
  await listen(probe, port, host);
  await new Promise<void>((settle) => probe.close(() => settle()));
}
