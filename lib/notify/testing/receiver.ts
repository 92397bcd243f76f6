import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
export type Answering = (response: ServerResponse, received: Received) => void;

export type Receiver = {
  url: string;
  port: number;
  /** Every request in the order in which it was complete. */
  received: Received[];
  /** How requests are answered from now on. */
  answer: (answering: Answering) => void;
  close: () => Promise<void>;
};

/** Answers with a status, and headers if any. */
export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (response) =>
    response.writeHead(code, headers).end();

/** A real HTTP server on loopback that keeps what it is sent; 204 until told otherwise. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answering: Answering = status(204);
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {});
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const one = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
    received.push(one);
    answering(response, one);
  };
  // A sender that goes away before its message is complete sends none.
  const server = createServer((request, response) => void take(request, response).catch(() => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the receiver does not listen');
  const { port } = address;
  return {
    url: `http://127.0.0.1:${port}/changes?plane=1`,
    port,
    received,
    answer: (next) => {
      answering = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
