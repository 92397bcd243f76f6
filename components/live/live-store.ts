import { startCounterSource } from './counter-source';
import { type LiveState, Message } from './live-state';

const channelName = 'countersign-live';

let state: LiveState = { counters: null, connection: 'connecting' };
const listeners = new Set<() => void>();
let stop: (() => void) | null = null;

function put(next: LiveState) {
  state = next;
  for (const listener of listeners) listener();
}

/**
 * Joins the browser's one connection: the tab that holds the Web Lock owns it and tells the others over the channel,
 * so that six tabs on HTTP/1.1 still leave room for a seventh page.
 */
function start(): () => void {
  const channel = new BroadcastChannel(channelName);
  const left = new AbortController();
  let leading = false;
  const tell: (message: Message) => void = channel.postMessage.bind(channel);
  const lead = (next: LiveState) => {
    put(next);
    tell({ kind: 'state', state: next });
  };
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = Message.safeParse(event.data);
    if (!message.success) return;
    if (message.data.kind === 'state') put(message.data.state);
    else if (leading) tell({ kind: 'state', state });
  });
  const hold = () => {
    leading = true;
    const stopSource = startCounterSource({
      counters: (counters) => lead({ ...state, counters }),
      connection: (connection) => {
        if (connection !== state.connection) lead({ ...state, connection });
      },
    });
    return new Promise<void>((resolve) => {
      left.signal.addEventListener('abort', () => {
        stopSource();
        resolve();
      });
    });
  };
  tell({ kind: 'hello' });
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) void hold();
  else locks.request(channelName, { signal: left.signal }, hold).catch(() => undefined);
  return () => {
    left.abort();
    channel.close();
  };
}

/** For useSyncExternalStore: the first listener joins the connection, the last one leaves it. */
export function subscribeLive(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= start();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

export const liveState = (): LiveState => state;
