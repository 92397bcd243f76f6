import { now } from '@/lib/clock';
import { type Counters, watchTenant } from '@/lib/use-cases/stream/watch-tenant';

/** Why a stream ends that its client did not leave. */
export type Ending = 'login-ended' | 'unreadable' | 'stopping';

/** One open stream, or one waiting request, of one login: a session, a key or a service credential. */
export type Listener = {
  tenantId: string;
  principal: string;
  login: string;
  hear: (counters: Counters) => void;
  beat: () => void;
  close: (why: Ending) => void;
};

type Room = { listeners: Set<Listener>; said: string };

const tickMs = 500;
const beatMs = 25_000;

/** How many streams may be open at once. A person has a tab or two per session, and a few sessions. */
export const streamLimits = { login: 20, principal: 40, tenant: 400, process: 2000 } as const;
export type StreamLimit = keyof typeof streamLimits;

/**
 * All event streams of this process behind one poller: per tenant with listeners one read every half second, whatever
 * their number. A stream ends when its login does, when its tenant cannot be read, and when the process stops.
 */
export class StreamHub {
  private readonly rooms = new Map<string, Room>();
  private timer: NodeJS.Timeout | null = null;
  private beatAt = 0;
  private readonly limits: Record<StreamLimit, number>;

  constructor(limits: Record<StreamLimit, number> = streamLimits) {
    this.limits = limits;
  }

  /** The limit that another stream of this login would break, or null. */
  limitReached({
    tenantId,
    principal,
    login,
  }: Pick<Listener, 'tenantId' | 'principal' | 'login'>): StreamLimit | null {
    const ofTenant = [...(this.rooms.get(tenantId)?.listeners ?? [])];
    const theirs = ofTenant.filter((one) => one.principal === principal);
    const open: Record<StreamLimit, number> = {
      login: theirs.filter((one) => one.login === login).length,
      principal: theirs.length,
      tenant: ofTenant.length,
      process: [...this.rooms.values()].reduce((count, { listeners }) => count + listeners.size, 0),
    };
    const kinds = ['login', 'principal', 'tenant', 'process'] as const satisfies readonly StreamLimit[];
    return kinds.find((kind) => open[kind] >= this.limits[kind]) ?? null;
  }

  /** Adds a listener; it hears the present counters within a tick. Returns the function that takes it out. */
  add(listener: Listener): () => void {
    const room = this.rooms.get(listener.tenantId) ?? { listeners: new Set(), said: '' };
    room.listeners.add(listener);
    room.said = '';
    this.rooms.set(listener.tenantId, room);
    this.schedule();
    return () => this.remove(listener);
  }

  closeAll(): void {
    for (const { listeners } of this.rooms.values()) this.end([...listeners], 'stopping');
  }

  private remove(listener: Listener): void {
    const room = this.rooms.get(listener.tenantId);
    room?.listeners.delete(listener);
    if (room?.listeners.size === 0) this.rooms.delete(listener.tenantId);
  }

  private end(listeners: readonly Listener[], why: Ending): void {
    for (const listener of listeners) {
      this.remove(listener);
      listener.close(why);
    }
  }

  private schedule(): void {
    if (this.timer !== null || this.rooms.size === 0) return;
    this.timer = setTimeout(() => void this.tick(), tickMs);
    this.timer.unref();
  }

  private async tick(): Promise<void> {
    await Promise.all([...this.rooms].map(([tenantId, room]) => this.look(tenantId, room)));
    if (now().getTime() - this.beatAt >= beatMs) this.beat();
    this.timer = null;
    this.schedule();
  }

  private async look(tenantId: string, room: Room): Promise<void> {
    const present = [...room.listeners];
    try {
      const { counters, live } = await watchTenant(tenantId, [...new Set(present.map(({ login }) => login))]);
      this.end(
        present.filter(({ login }) => !live.has(login)),
        'login-ended',
      );
      const said = `${counters.version} ${counters.pending}`;
      if (said === room.said) return;
      room.said = said;
      for (const listener of room.listeners) listener.hear(counters);
    } catch {
      // A tenant that cannot be read must not look unchanged: its browsers fall back to asking, and see the fault.
      this.end(present, 'unreadable');
    }
  }

  private beat(): void {
    this.beatAt = now().getTime();
    for (const { listeners } of this.rooms.values()) for (const listener of listeners) listener.beat();
  }
}
