import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { boundedText } from './bounded-text';

/** What lay there, or null: no answer in time, another status than 200, a redirect, or more than may be taken. */
export type Got = { contentType: string; text: string } | null;

/**
 * GETs from this very address, under the name of the URL, over a connection of its own. No redirect is followed, no
 * credential is sent, and no more than `bodyBytes` is taken. `deadline` bounds all of it.
 */
export function getPinned(
  { url, address }: { url: URL; address: string },
  bodyBytes: number,
  deadline: AbortSignal,
): Promise<Got> {
  return new Promise((resolve) => {
    const isSecure = url.protocol === 'https:';
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const request = (isSecure ? requestHttps : requestHttp)({
      host: address,
      port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      // The certificate is that of the name, not of the address.
      servername: isIP(name) === 0 ? name : '',
      headers: { host: url.host, accept: 'application/json' },
      agent: false,
      signal: deadline,
    });
    const end = (got: Got) => {
      request.destroy();
      resolve(got);
    };
    request.on('error', () => end(null));
    request.once('close', () => end(null));
    request.once('response', (response) => {
      if (response.statusCode !== 200) return end(null);
      void boundedText(response, bodyBytes).then((text) =>
        end(text === null ? null : { contentType: response.headers['content-type'] ?? '', text }),
      );
    });
    request.end();
  });
}
