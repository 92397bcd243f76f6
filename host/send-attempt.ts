import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { text as readText } from 'node:stream/consumers';
import type { Attempt } from '@/lib/domain/selftest/attempt';
import type { Answered } from '@/lib/domain/selftest/judge-attempt';

const patience = 30_000;

/**
 * Sends attempts to this server as they are written: fetch would tidy the path and the headers. `certificate` is that of the
 * server, in PEM, where it is known beforehand: then it proves the server by itself, whatever name and authority it has.
 */
export const sendTo =
  (base: string, certificate: string | null = null) =>
  ({ method, path, headers, body }: Attempt): Promise<Answered> => {
    const url = new URL(base);
    const request = url.protocol === 'https:' ? secure : plain;
    const sent = { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
    const pinned = certificate === null ? {} : pinnedTo(certificate);
    return new Promise((settle, fail) => {
      const asked = request(
        url,
        { agent: false, method, path, headers: sent, timeout: patience, ...pinned },
        (answer) => {
          const { statusCode: status = 0 } = answer;
          readText(answer).then((text) => settle({ status, text }), fail);
        },
      );
      asked.on('timeout', () => asked.destroy(new Error('the server did not answer')));
      asked.on('error', fail).end(body);
    });
  };

/** The certificate is trusted as it is, and nothing else; it need not name the address that it is met at. */
const pinnedTo = (certificate: string) => ({
  ca: certificate,
  allowPartialTrustChain: true,
  checkServerIdentity: () => undefined,
});
