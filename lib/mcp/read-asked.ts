import { isJsonContentType } from '@modelcontextprotocol/server';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { saidIn } from '@/lib/door/agent/said';
import { readBoundedBody } from '@/lib/door/bounded-body';
import { correlationOf } from '@/lib/door/correlation';
import { parseStrictJson } from '@/lib/door/strict-json';
import { type Message, readMessage } from './message';
import type { Transport } from './transport';

/** A request once its body was read as one JSON-RPC message. */
export type Asked = { req: Request; body: unknown; message: Message; correlationId: string; seen: Transport };

/** UNTRUSTED INPUT: a bounded body, strict JSON, one message. */
export async function readAsked(req: Request, seen: Transport): Promise<Result<Asked>> {
  if (!isJsonContentType(req.headers.get('content-type'))) {
    return refuse('UNSUPPORTED_MEDIA_TYPE', 'The content type is not application/json.');
  }
  const text = await readBoundedBody(req);
  if (!text.ok) return text;
  seen.bytesIn = Buffer.byteLength(text.value);
  const body = parseStrictJson(text.value);
  if (!body.ok) return body;
  const message = readMessage(body.value, saidIn(req.headers).client);
  if (message === null) {
    return refuse('VALIDATION_FAILED', 'The body is not one JSON-RPC request; batches are refused.', {
      hint: 'Send each request in a POST of its own.',
    });
  }
  const correlationId = correlationOf(req.headers, message.traceparent);
  seen.message = message;
  return accept({ req, body: body.value, message, correlationId, seen });
}
