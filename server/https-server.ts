import { constants, type X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { type Prove, standingCertificate } from '@/server/proved-certificate';
import { readTlsFiles, type TlsFiles, type TlsPaths } from '@/server/tls-files';

type Proof = { certificate: X509Certificate; authorities: string | null };

/** Serves https, asks every client for a certificate where authorities are given, and takes new files without a restart. */
export class HttpsServer {
  readonly server: Server;
  readonly #paths: TlsPaths;
  readonly #proofs = new WeakMap<object, Proof>();
  #files: TlsFiles;

  /** Throws ConfigError when the files cannot be used. */
  constructor(paths: TlsPaths) {
    this.#paths = paths;
    this.#files = readTlsFiles(paths);
    this.server = createServer({
      ...contextOf(this.#files),
      requestCert: paths.clientCa !== null,
      // A browser has none, and must get in. What was not verified is not proved, see below.
      rejectUnauthorized: false,
    });
    this.server.on('secureConnection', (socket) => {
      const certificate = socket.authorized ? socket.getPeerX509Certificate() : undefined;
      if (certificate) this.#proofs.set(socket, { certificate, authorities: this.#files.clientCa });
    });
  }

  /** The certificate of a connection, as long as the authorities that vouched for it are those of now. */
  readonly prove: Prove = ({ socket }, response) => {
    const proof = this.#proofs.get(socket);
    if (proof === undefined) return null;
    if (proof.authorities === this.#files.clientCa) return standingCertificate(proof.certificate);
    response.setHeader('connection', 'close');
    return null;
  };

  /** Reads the files again. Requests under way end as they began. Throws ConfigError, and then everything stays as it was. */
  reload(): void {
    const fresh = readTlsFiles(this.#paths);
    this.server.setSecureContext(contextOf(fresh));
    const authoritiesChanged = fresh.clientCa !== this.#files.clientCa;
    this.#files = fresh;
    if (authoritiesChanged) this.server.closeIdleConnections();
  }
}

const contextOf = ({ cert, key, clientCa }: TlsFiles): SecureContextOptions => ({
  cert,
  key,
  ...(clientCa !== null && { ca: clientCa }),
  minVersion: 'TLSv1.2',
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
});
