import { createServer, type RequestListener } from 'node:http';
import { freePort } from '@/host/free-port';
import { closeHttp } from '@/server/close-http';
import { listen } from '@/server/listen';

/**
 * Next calls `register` of instrumentation.ts with the first request it handles, and `prepare()` does not wait for it.
 * This is that request, made before anybody else can. `register` that refuses the start asks the process to stop:
 * `signal` aborts and this throws.
 */
export async function wake(handle: RequestListener, signal: AbortSignal): Promise<void> {
  const server = createServer(handle);
  const port = await freePort(0);
  await listen(server, port, '127.0.0.1');
  try {
    const { status } = await fetch(`http://127.0.0.1:${port}/api/auth/csrf`, { signal });
    if (status !== 200) throw new Error(`the first request was answered ${status}`);
  } finally {
    await closeHttp(server);
  }
}
