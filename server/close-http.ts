import type { Server } from 'node:http';

const graceMs = 1_000;

/** Stops accepting, lets requests end for a second, then cuts the connections that remain: event streams never end. */
export async function closeHttp(server: Server): Promise<void> {
  const closed = new Promise<void>((settle) => server.close(() => settle()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  const enough = new Promise<void>((settle) => setTimeout(settle, graceMs + 500).unref());
  await Promise.race([closed, enough]);
  clearTimeout(cut);
}
