import type { ClientRequest, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Identity } from './certificates';

/** A `fetch` that trusts one authority and presents one certificate or none, on a connection of its own per request. */
export const httpsFetch =
  (authority: Identity, identity: Identity | null) =>
  async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    const asked = new Request(url, init);
    const body = asked.body === null ? undefined : await asked.text();
    const presented = identity && { cert: identity.cert, key: identity.key };
    const sent = request(url, {
      method: asked.method,
      headers: Object.fromEntries(asked.headers),
      signal: asked.signal,
      ca: authority.cert,
      agent: false,
      ...presented,
    });
    sent.end(body);
    const answer = await responseTo(sent);
    const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const isStream = answer.headers['content-type']?.startsWith('text/event-stream');
    const told = isStream ? new ReadableStream(sourceOf(answer)) : await text(answer);
    return new Response(hasBody(answer) ? told : null, { status: answer.statusCode ?? 500, headers });
  };

const responseTo = (sent: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });

const hasBody = ({ statusCode = 500 }: IncomingMessage) => statusCode !== 204 && statusCode !== 304;

function sourceOf(answer: Readable): UnderlyingDefaultSource<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = answer[Symbol.asyncIterator]();
  return {
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel() {
      answer.destroy();
    },
  };
}
