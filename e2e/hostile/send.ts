import { request } from 'node:http';
import { connect } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { Wire } from './row';

export type Answer = { status: number; text: string };

/** Sends a request as it is written, repeated headers and lies about its length too. */
export function send(base: string, wire: Wire): Promise<Answer> {
  return wire.ownFraming ? sendBytes(base, wire) : sendRequest(base, wire);
}

function sendRequest(base: string, { method, path, headers, body }: Wire): Promise<Answer> {
  const { host } = new URL(base);
  const named = headers.some(([name]) => name.toLowerCase() === 'host');
  const all = [
    ...(named ? [] : ['host', host]),
    'connection',
    'close',
    ...headers.flat(),
    ...(method === 'GET' && body.length === 0 ? [] : ['content-length', `${Buffer.byteLength(body)}`]),
  ];
  return new Promise((settle, fail) => {
    const asked = request(base, { agent: false, method, path, headers: all }, (answer) => {
      const { statusCode: status = 0 } = answer;
      readText(answer).then((text) => settle({ status, text }), fail);
    });
    asked.on('error', fail).end(body);
  });
}

/** The bytes themselves over a socket that then says no more. */
function sendBytes(base: string, { method, path, headers, body }: Wire): Promise<Answer> {
  const { hostname, port, host } = new URL(base);
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const bytes = Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
  return new Promise((settle, fail) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('error', fail);
    socket.on('close', () => settle(answerIn(text)));
  });
}

/** What came over the socket: the status, and the line of JSON between head and framing. */
function answerIn(bytes: string): Answer {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(bytes)?.[1] ?? 0);
  return { status, text: /^\{.*\}(?=\r?$)/m.exec(bytes)?.[0] ?? bytes };
}
