import { z } from 'zod';
import type { Human } from '@/lib/domain/actor';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { countersExample } from '../examples';
import { type Call, type Operation, personOf } from '../operation';
import { StreamHub, type StreamLimit, streamLimits } from '../stream-hub';

const hub = new StreamHub();
// An open stream would hold the server's stop for as long as the browser likes.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => hub.closeAll());

export const stream: Operation = {
  name: 'stream',
  method: 'GET',
  path: '/api/v1/stream',
  summary:
    'Hear that something changed. Events carry counters only; what changed is read through the other routes.',
  answer: {
    status: 200,
    description: 'Server-sent events named "changed" whose data is {version, pending}',
    schema: z.string(),
    example: `event: changed\nid: 41\ndata: ${JSON.stringify(countersExample)}\n\n`,
    mediaType: 'text/event-stream',
  },
  refusals: ['RATE_LIMITED'],
  run: (call) => Promise.resolve(open(call)),
};

function open(call: Call): Result<Response> {
  const person = personOf(call);
  if (!person.ok) return person;
  const limit = hub.limitReached(listenerOf(person.value));
  if (limit)
    return refuse('RATE_LIMITED', tooMany[limit], { hint: 'Close one, or ask /api/v1/drafts/count.' });
  return accept(
    new Response(eventsFor(person.value, call.signal), {
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
    }),
  );
}

const tooMany: Record<StreamLimit, string> = {
  login: `This session has ${streamLimits.login} streams open, and no more are served.`,
  principal: `You have ${streamLimits.principal} streams open, and no more are served.`,
  tenant: `Your tenant has ${streamLimits.tenant} streams open, and no more are served.`,
  process: 'This server has as many streams open as it serves.',
};

const listenerOf = ({ tenantId, userId, sessionId }: Human) => ({
  tenantId,
  principal: userId,
  login: sessionId,
});

function eventsFor(person: Human, signal: AbortSignal): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder();
  let isOpen = true;
  let leave: (() => void) | null = null;
  const stop = () => {
    isOpen = false;
    leave?.();
  };
  return new ReadableStream({
    start(controller) {
      // A closed controller throws, and the client may have gone by the time the poller speaks.
      const send = (text: string) => {
        if (isOpen) controller.enqueue(bytes.encode(text));
      };
      const close = () => {
        if (!isOpen) return;
        stop();
        controller.close();
      };
      leave = hub.add({
        ...listenerOf(person),
        hear: ({ version, pending }) =>
          send(`event: changed\nid: ${version}\ndata: ${JSON.stringify({ version, pending })}\n\n`),
        beat: () => send(': beat\n\n'),
        close,
      });
      signal.addEventListener('abort', close, { once: true });
      send('retry: 2000\n\n');
    },
    cancel: stop,
  });
}
