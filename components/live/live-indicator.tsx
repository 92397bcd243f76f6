'use client';

import { useLive } from './live-context';
import type { Connection } from './live-state';

const shown = {
  connecting: { dot: 'wait', text: 'Connecting' },
  live: { dot: '', text: 'Live' },
  polling: { dot: '', text: 'Live' },
  reconnecting: { dot: 'wait', text: 'Reconnecting' },
  offline: { dot: 'off', text: 'Offline' },
} satisfies Record<Connection, { dot: string; text: string }>;

export function LiveIndicator() {
  const { connection } = useLive();
  const { dot, text } = shown[connection];
  return (
    <output className="live" data-connection={connection}>
      <span className={`dot ${dot}`} />
      {text}
    </output>
  );
}
