import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import { addressOf } from '@/lib/door/address';
import { certificateOf } from '@/lib/door/client-certificate';
import { noteTransport } from '@/lib/use-cases/calls/transport-log';
import type { Message } from './message';

/** What becomes known of one HTTP request on its way through the door. */
export type Transport = {
  readonly startedAt: Date;
  bytesIn: number;
  message: Message | null;
  /** Whose key was proved, in good standing or not. */
  agent: Pick<Agent, 'tenantId' | 'keyId'> | null;
};

export const openTransport = (): Transport => ({ startedAt: now(), bytesIn: 0, message: null, agent: null });

/** The answer as it is sent, whose end makes a `transport_request`: nobody waits for it to be written. */
export async function endTransport(req: Request, seen: Transport, answer: Response): Promise<Response> {
  const note = (bytesOut: number) =>
    noteTransport({
      ...askedWith(req, seen),
      at: seen.startedAt,
      status: answer.status,
      durationMs: Math.max(0, now().getTime() - seen.startedAt.getTime()),
      bytesOut,
      correlationId: answer.headers.get('x-correlation-id') ?? '',
    });
  const { body, status, headers } = answer;
  if (body === null) {
    note(0);
    return answer;
  }
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    return new Response(body.pipeThrough(counting(req.signal, note)), { status, headers });
  }
  const bytes = await answer.arrayBuffer();
  note(bytes.byteLength);
  return new Response(bytes, { status, headers });
}

const nobody = { tenantId: null, keyId: null };
const unread = { method: null, protocolVersion: null };

function askedWith({ method, headers }: Request, { agent, message, bytesIn }: Transport) {
  const { tenantId, keyId } = agent ?? nobody;
  const { method: rpcMethod, protocolVersion } = message ?? unread;
  return {
    tenantId,
    keyId,
    httpMethod: method,
    rpcMethod,
    bytesIn,
    protocolVersion: protocolVersion ?? headers.get('mcp-protocol-version'),
    ip: addressOf(headers),
    userAgent: headers.get('user-agent'),
    certificate: certificateOf(headers)?.thumbprint ?? null,
  };
}

/** Counts what passes and says how much it was, once: at the end, or when the client goes. */
function counting(
  signal: AbortSignal,
  end: (bytes: number) => void,
): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  let ended = false;
  const once = () => {
    if (!ended) end(bytes);
    ended = true;
  };
  signal.addEventListener('abort', once, { once: true });
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      controller.enqueue(chunk);
    },
    flush: once,
  });
}
