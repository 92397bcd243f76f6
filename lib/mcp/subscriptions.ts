import { now } from '@/lib/clock';
import { isObject } from '@/lib/domain/json/read-value';
import { reportFault } from '@/lib/door/report-fault';
import { watchDrafts } from '@/lib/use-cases/drafts/watch-drafts';
import type { Caller } from './caller';
import type { Subscription } from './subscription';

/** An open stream and how it is ended in the words of the protocol. */
type Open = { subscription: Subscription; end: () => void };
type Room = { open: Map<Subscription, Open>; state: string };

/** How many streams may be open at once: of one key, of one tenant, and of this process. */
export const subscriptionLimits = { key: 8, tenant: 100, process: 500 } as const;
export type SubscriptionLimit = keyof typeof subscriptionLimits;

const tickMs = 500;

/**
 * All subscriptions of this process behind one poller: per tenant one read of the database every half second, whatever
 * their number, and one question per token, run and filter whether it may go on. Other processes' writes are heard because they are rows.
 */
export class Subscriptions {
  private readonly rooms = new Map<string, Room>();
  private readonly limits: Record<SubscriptionLimit, number>;
  private timer: NodeJS.Timeout | null = null;

  constructor(limits: Record<SubscriptionLimit, number> = subscriptionLimits) {
    this.limits = limits;
  }

  get count(): number {
    return [...this.rooms.values()].reduce((sum, { open }) => sum + open.size, 0);
  }

  /** The limit that another stream of this key would break, or null. What is its tenant's own stands before the process's. */
  limitReached({ tenantId, keyId }: { tenantId: string; keyId: string }): SubscriptionLimit | null {
    const ofTenant = [...(this.rooms.get(tenantId)?.open.keys() ?? [])];
    const open: Record<SubscriptionLimit, number> = {
      key: ofTenant.filter(({ caller }) => caller.facts.agent.keyId === keyId).length,
      tenant: ofTenant.length,
      process: this.count,
    };
    const kinds = ['key', 'tenant', 'process'] as const satisfies readonly SubscriptionLimit[];
    return kinds.find((kind) => open[kind] >= this.limits[kind]) ?? null;
  }

  /** Adds a stream; what moved since its marks were read is told within a tick. */
  add(subscription: Subscription, end: () => void): void {
    const { tenantId } = subscription.caller.facts.agent;
    const room = this.rooms.get(tenantId) ?? { open: new Map(), state: '' };
    room.open.set(subscription, { subscription, end });
    this.rooms.set(tenantId, room);
    this.schedule();
  }

  remove(subscription: Subscription): void {
    const { tenantId } = subscription.caller.facts.agent;
    const room = this.rooms.get(tenantId);
    room?.open.delete(subscription);
    if (room?.open.size === 0) this.rooms.delete(tenantId);
  }

  closeAll(): void {
    for (const { open } of this.rooms.values()) this.end([...open.values()]);
  }

  private end(ended: readonly Open[]): void {
    for (const { subscription, end } of ended) {
      this.remove(subscription);
      end();
    }
  }

  private schedule(): void {
    if (this.timer !== null || this.rooms.size === 0) return;
    this.timer = setTimeout(() => void this.tick(), tickMs);
    this.timer.unref();
  }

  private async tick(): Promise<void> {
    await Promise.all([...this.rooms].map(([tenantId, room]) => this.look(tenantId, room)));
    this.timer = null;
    this.schedule();
  }

  /** One that is not heard yet is still being opened, and is looked at by the next tick. */
  private async look(tenantId: string, room: Room): Promise<void> {
    const heard = [...room.open.values()].filter(({ subscription }) => subscription.isHeard);
    try {
      const standing = await this.standing(heard);
      this.end(heard.filter((open) => !standing.includes(open)));
      await this.tell(tenantId, room, standing);
    } catch (fault) {
      reportFault(`subscriptions of ${tenantId}`, fault);
      // Who may hear cannot be asked, so nobody hears: a client that listens again gets the fault.
      this.end(heard);
    }
  }

  /** Those whose time is not over and whose key may go on as it was when they were opened. */
  private async standing(heard: readonly Open[]): Promise<Open[]> {
    const at = now().getTime();
    const callers = new Map(
      heard.map(({ subscription: { caller } }) => [standingOf(caller), caller] as const),
    );
    const answers = await Promise.all(
      [...callers].map(async ([standing, caller]) => [standing, await caller.facts.stands()] as const),
    );
    const may = new Map(answers);
    return heard.filter(({ subscription }) => {
      const answer = may.get(standingOf(subscription.caller));
      return answer?.ok === true && subscription.isStillOf(answer.value) && subscription.until.getTime() > at;
    });
  }

  private async tell(tenantId: string, room: Room, standing: readonly Open[]): Promise<void> {
    if (standing.length === 0) return;
    const ids = new Set(standing.flatMap(({ subscription }) => subscription.draftIds));
    const system = { kind: 'system', tenantId, name: 'subscriptions' } as const;
    // A new one may have missed what moved before this tick.
    const seen = standing.every(({ subscription }) => subscription.wasTold) ? room.state : '';
    const { state, marks } = await watchDrafts(system, [...ids], seen);
    room.state = state;
    if (marks !== null) this.end(standing.filter(({ subscription }) => subscription.tell(marks)));
  }
}

/**
 * Streams that stand and fall together: one token, one run that can be stopped, and the same to whatever a rule can look at.
 * It looks into no list, and so not at which drafts are followed.
 */
function standingOf({ facts: { lookupId, message } }: Caller): string {
  const { args, clientName, work } = message;
  const asked = isObject(args) ? { ...args, resourceSubscriptions: null } : null;
  return JSON.stringify([lookupId, work.runId, clientName, asked]);
}
