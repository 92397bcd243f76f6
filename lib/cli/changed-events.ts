import { exitCodes } from './exit-codes';
import { CliFailure } from './failure';

/** One turn for every `changed` event of a stream (WHATWG HTML section 9.2.6), however its bytes were cut. */
export async function* changedEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<void> {
  const reader = stream.getReader();
  const letters = new TextDecoder();
  let text = '';
  for (;;) {
    const read = await reader.read().catch(() => {
      throw new CliFailure(exitCodes.temporary, 'The connection was lost.');
    });
    if (read.done) return;
    const events = (text + letters.decode(read.value, { stream: true })).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) if (/^event: changed$/m.test(event)) yield;
  }
}
