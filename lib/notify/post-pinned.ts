import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';

/**
 * Bounds of one attempt. Finding the address may take `connectMs`, and so may connecting, with the TLS handshake; all of it `totalMs`; of an answer's body no more than `bodyBytes` is taken.
 */
export type Limits = { connectMs: number; totalMs: number; bodyBytes: number };

/** What came back: the head of an answer, or why none came. */
export type Posted =
  | { status: number; retryAfter: string | undefined }
  | { outcome: 'timed_out' | 'unreachable' | 'tls_failed' };

export type Post = { url: URL; address: string; headers: Record<string, string>; body: string };

/**
 * POSTs to this very address, under the name of the URL, over a connection of its own. No redirect is followed. Once the
 * head of an answer is here it is the answer: the rest is taken within the limits and thrown away. `deadline` aborts when
 * the attempt as a whole has taken `totalMs`.
 */
export function postPinned(post: Post, limits: Limits, deadline: AbortSignal): Promise<Posted> {
  return new Promise((resolve) => {
    if (deadline.aborted) return resolve({ outcome: 'timed_out' });
    const request = open(post);
    let head: Posted | null = null;
    const end = (posted: Posted) => {
      clearTimeout(connecting);
      deadline.removeEventListener('abort', late);
      request.destroy();
      resolve(head ?? posted);
    };
    const late = () => end({ outcome: 'timed_out' });
    const connecting = setTimeout(late, limits.connectMs);
    deadline.addEventListener('abort', late);
    request.once('socket', (socket) => {
      socket.once(post.url.protocol === 'https:' ? 'secureConnect' : 'connect', () =>
        clearTimeout(connecting),
      );
    });
    request.on('error', (fault) => end({ outcome: whyOf(fault) }));
    request.once('close', () => end({ outcome: 'unreachable' }));
    request.once('response', (response) => {
      head = { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
      const answered = head;
      drain(response, limits.bodyBytes, () => end(answered));
    });
    request.end(post.body);
  });
}

function open({ url, address, headers, body }: Post): ClientRequest {
  const isSecure = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[|\]$/g, '');
  return (isSecure ? requestHttps : requestHttp)({
    method: 'POST',
    host: address,
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    // The certificate is that of the name, not of the address.
    servername: isIP(name) === 0 ? name : '',
    headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
    agent: false,
  });
}

function drain(response: IncomingMessage, most: number, done: () => void): void {
  let taken = 0;
  response.on('data', (chunk: Buffer) => {
    taken += chunk.length;
    if (taken > most) done();
  });
  response.once('error', done);
  response.once('close', done);
}

function whyOf(fault: Error): 'tls_failed' | 'unreachable' {
  const code = 'code' in fault ? String(fault.code) : '';
  return /^(ERR_TLS|ERR_SSL|CERT_|EPROTO|DEPTH_ZERO|UNABLE_TO|SELF_SIGNED)/.test(code)
    ? 'tls_failed'
    : 'unreachable';
}
