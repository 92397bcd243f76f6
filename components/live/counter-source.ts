import { type Connection, Counters } from './live-state';

const streamUrl = '/api/v1/stream';
const countUrl = '/api/v1/drafts/count';
const pollMs = 1_000;
const pollHiddenMs = 15_000;
const streamRetryMs = 15_000;

type Sink = { counters: (counters: Counters) => void; connection: (connection: Connection) => void };

/** Feeds `sink` from the event stream, or by polling while the stream is away. Returns the function that stops it. */
export function startCounterSource(sink: Sink): () => void {
  const stopped = new AbortController();
  let stream: EventSource | null = null;
  let etag = '';
  let streaming = false;

  const openStream = () => {
    stream?.close();
    stream = new EventSource(streamUrl);
    stream.addEventListener('open', () => {
      streaming = true;
      sink.connection('live');
    });
    stream.addEventListener('changed', (event: MessageEvent<string>) => {
      const parsed = Counters.safeParse(readJson(event.data));
      if (parsed.success) sink.counters(parsed.data);
    });
    stream.addEventListener('error', () => {
      streaming = false;
      sink.connection(navigator.onLine ? 'reconnecting' : 'offline');
      if (stream?.readyState === EventSource.CLOSED) setTimeout(reopen, streamRetryMs);
    });
  };
  const reopen = () => {
    if (!stopped.signal.aborted) openStream();
  };

  const poll = async () => {
    const response = await fetch(countUrl, {
      headers: etag ? { 'if-none-match': etag } : {},
      cache: 'no-store',
      signal: stopped.signal,
    });
    if (streaming) return;
    if (!response.ok && response.status !== 304) throw new Error(`count answered ${response.status}`);
    sink.connection('polling');
    if (response.status === 304) return;
    etag = response.headers.get('etag') ?? '';
    sink.counters(Counters.parse(await response.json()));
  };
  const lost = () => sink.connection(navigator.onLine ? 'reconnecting' : 'offline');
  const again = () => {
    if (!stopped.signal.aborted)
      setTimeout(loop, document.visibilityState === 'visible' ? pollMs : pollHiddenMs);
  };
  const loop = () => {
    if (streaming) again();
    else void poll().catch(lost).finally(again);
  };

  openStream();
  const firstPoll = setTimeout(loop, pollMs);
  return () => {
    stopped.abort();
    clearTimeout(firstPoll);
    stream?.close();
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
