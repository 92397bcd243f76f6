import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/**
 * Passes every request on as it came, Host and Origin included, with a key added: the conformance suite has no option
 * for a header. The product's PUBLIC_URL is the address of the proxy.
 */
export class KeyProxy {
  readonly #server = createServer((asked, answer) => this.#pass(asked, answer));
  readonly #target: number;
  #key = '';

  constructor(target: number) {
    this.#target = target;
  }

  async listen(port: number, key: string): Promise<void> {
    this.#key = key;
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  #pass(asked: IncomingMessage, answer: ServerResponse): void {
    const headers = { ...asked.headers, authorization: `Bearer ${this.#key}` };
    const options = { host: '127.0.0.1', port: this.#target, path: asked.url, method: asked.method, headers };
    const onward = request(options, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
