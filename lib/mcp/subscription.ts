import type { ServerEvent, ServerEventBus } from '@modelcontextprotocol/server';
import type { Agent } from '@/lib/domain/actor';
import type { Mark } from '@/lib/use-cases/drafts/watch-drafts';
import type { Caller } from './caller';

type Hear = (event: ServerEvent) => void;

/** The address of a draft as the protocol names resources. */
export const draftUri = (draftId: string): string => `draft://${draftId}`;

/**
 * One `subscriptions/listen` stream, and the SDK's bus of that stream alone: what is not told here cannot be heard there,
 * whatever address was asked for. An update says which draft moved and nothing of it.
 */
export class Subscription implements ServerEventBus {
  readonly caller: Caller;
  readonly draftIds: readonly string[];
  readonly until: Date;
  /** Held so that it lives: the signal of a request that was collected never says that its client has gone. */
  readonly request: Request;
  /** Whether its marks were compared with the database since it was opened. */
  wasTold = false;
  private readonly told = new Map<string, string>();
  private readonly hearers = new Set<Hear>();
  private readonly left: () => void;

  /** `marks` are how far the drafts had come when the caller was allowed to hear of them. */
  constructor(
    caller: Caller,
    marks: ReadonlyMap<string, Mark>,
    { request, until, left }: { request: Request; until: Date; left: () => void },
  ) {
    this.caller = caller;
    this.draftIds = [...marks.keys()];
    this.request = request;
    this.until = until;
    this.left = left;
    // Of a draft that is decided already there is one update too, the last.
    for (const [id, mark] of marks) if (mark.status === 'pending') this.told.set(id, wordOf(mark));
  }

  get isHeard(): boolean {
    return this.hearers.size > 0;
  }

  publish(event: ServerEvent): void {
    for (const hear of this.hearers) hear(event);
  }

  /** The SDK calls what this returns however the stream ends. */
  subscribe(hear: Hear): () => void {
    this.hearers.add(hear);
    return () => {
      this.hearers.delete(hear);
      this.left();
    };
  }

  /** Tells what moved. True when every draft is decided, so that nothing more will be told. */
  tell(marks: ReadonlyMap<string, Mark>): boolean {
    this.wasTold = true;
    for (const id of this.draftIds) {
      const word = wordOf(marks.get(id));
      if (this.told.get(id) === word) continue;
      this.told.set(id, word);
      this.publish({ kind: 'resource_updated', uri: draftUri(id) });
    }
    return this.draftIds.every((id) => marks.get(id)?.status !== 'pending');
  }

  /** Whether it is as it was opened: by the same grant, none of whose scopes was lost since. */
  isStillOf({ grant, scopes }: Agent): boolean {
    const opened = this.caller.facts.agent;
    return grant.revision === opened.grant.revision && opened.scopes.every((scope) => scopes.includes(scope));
  }
}

const wordOf = (mark: Mark | undefined): string => (mark ? `${mark.status} ${mark.kind}` : 'cleared away');
