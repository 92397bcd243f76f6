import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { boundedText } from './bounded-text';

/** What was answered, or null: no answer in time, or more than may be taken. */
export type Answered = { status: number; contentType: string; text: string } | null;

/**
 * POSTs a text to an address that the operator has set, over a connection of its own, and takes no more than `bodyBytes` of
 * the answer. No redirect is followed, no credential is sent. `deadline` bounds all of it.
 */
export function postText(
  url: URL,
  body: string,
  bodyBytes: number,
  deadline: AbortSignal,
): Promise<Answered> {
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(body) },
      agent: false,
      signal: deadline,
    });
    const end = (answered: Answered) => {
      request.destroy();
      resolve(answered);
    };
    request.on('error', () => end(null));
    request.once('close', () => end(null));
    request.once('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      void boundedText(response, bodyBytes).then((text) =>
        end(text === null ? null : { status, contentType: headers['content-type'] ?? '', text }),
      );
    });
    request.end(body);
  });
}
