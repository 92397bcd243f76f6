import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { text as readText } from 'node:stream/consumers';
import type { Send } from '@/lib/use-cases/selftest/test-boundary';

const patience = 30_000;

/** Sends attempts to this server as they are written: fetch would tidy the path and the headers. */
export const sendTo =
  (base: string): Send =>
  ({ method, path, headers, body }) => {
    const url = new URL(base);
    const request = url.protocol === 'https:' ? secure : plain;
    const sent = { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
    return new Promise((settle, fail) => {
      const asked = request(
        url,
        { agent: false, method, path, headers: sent, timeout: patience },
        (answer) => {
          const { statusCode: status = 0 } = answer;
          readText(answer).then((text) => settle({ status, text }), fail);
        },
      );
      asked.on('timeout', () => asked.destroy(new Error('the server did not answer')));
      asked.on('error', fail).end(body);
    });
  };
