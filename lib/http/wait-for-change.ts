import type { Reader } from '@/lib/domain/actor';
import type { Ending, Listener, StreamHub } from './stream-hub';

/** What ended a wait: news, its time, the client's going, or an end that the hub made. */
export type Woken = 'changed' | 'time' | 'gone' | Ending;

type Wait = {
  who: Pick<Listener, 'tenantId' | 'principal' | 'login'>;
  seen: number;
  ms: number;
  signal: AbortSignal;
};

/** Whose waiting this is: bounded by principal and login, and over when the login is. */
export function waiterOf(reader: Reader): Wait['who'] {
  const { tenantId } = reader;
  switch (reader.kind) {
    case 'human':
      return { tenantId, principal: reader.userId, login: reader.sessionId };
    case 'agent':
      return { tenantId, principal: reader.keyId, login: reader.keyId };
    case 'service':
      return { tenantId, principal: reader.credentialId, login: reader.credentialId };
  }
}

/**
 * Waits until the tenant's log has more leaves than were seen. Nothing is missed between the look and the wait: a new
 * listener hears the present counters first.
 */
export function waitForChange(hub: StreamHub, { who, seen, ms, signal }: Wait): Promise<Woken> {
  return new Promise((resolve) => {
    let leave: (() => void) | null = null;
    const wake = (why: Woken) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      leave?.();
      resolve(why);
    };
    const onAbort = () => wake('gone');
    const timer = setTimeout(wake, ms, 'time');
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
    leave = hub.add({
      ...who,
      hear: ({ size }) => {
        if (size > seen) wake('changed');
      },
      beat: () => {},
      close: wake,
    });
  });
}
