import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Identity } from './certificates';

/** The three files that https is configured with, in a directory of their own. */
export class TlsDirectory {
  readonly #home = mkdtempSync(join(tmpdir(), 'countersign-tls-'));
  readonly cert = join(this.#home, 'server.pem');
  readonly key = join(this.#home, 'server.key');
  readonly clientCa = join(this.#home, 'client-ca.pem');

  constructor(server: Identity, authority: Identity) {
    this.serve(server);
    this.trust(authority);
  }

  serve(server: Identity): void {
    writeFileSync(this.cert, server.cert);
    writeFileSync(this.key, server.key);
  }

  trust(...authorities: Identity[]): void {
    writeFileSync(this.clientCa, authorities.map(({ cert }) => cert).join(''));
  }

  remove(): void {
    rmSync(this.#home, { recursive: true });
  }
}
