import type { AuthInfo } from '@modelcontextprotocol/server';
import type { Agent } from '@/lib/domain/actor';
import type { PolicyRule } from '@/lib/domain/policy/rule';
import type { Result } from '@/lib/domain/refusal';
import type { AskedByAgent } from '@/lib/door/agent/asked';
import type { LetIn } from '@/lib/door/agent/gates';
import type { Message } from './message';

/** One request as this door has read it. */
export type Facts = AskedByAgent & {
  /** Which of the key's tokens this is: the key itself, or one that OAuth gave out for it. */
  readonly lookupId: string;
  readonly message: Message;
  readonly protocolVersion: string | null;
  /** The session that a client of the older protocol names: we give none out. */
  readonly sessionId: string | null;
  readonly signal: AbortSignal;
  /** Who holds the key now, for a call that takes its time. */
  readonly stands: () => Promise<Result<Agent>>;
};

/**
 * Whose the row of a request is: still the door's; that of a handler of ours, which has begun to answer; or it was written, or
 * at least tried.
 */
type Row = 'of-the-door' | 'of-its-handler' | 'written';

/** Who is calling, with what: one per request, made when the gates have let it in and carried through the SDK. */
export class Caller {
  readonly facts: Facts;
  /** The tenant's rules as they are at this request. */
  readonly rules: readonly PolicyRule[];
  /** Whether this is the one request that a half-open circuit lets in. */
  readonly isProbe: boolean;
  row: Row = 'of-the-door';

  constructor(facts: Facts, { rules, probe }: Pick<LetIn, 'rules' | 'probe'>) {
    this.facts = facts;
    this.rules = rules;
    this.isProbe = probe;
  }

  /** The form in which the SDK hands it on. It never holds the key. */
  asAuthInfo(): AuthInfo {
    const { keyId, scopes } = this.facts.agent;
    return { token: keyId, clientId: keyId, scopes: [...scopes], extra: { caller: this } };
  }
}

/** The caller of a request. Throws when the request did not come through our door. */
export function callerOf(authInfo: AuthInfo | undefined): Caller {
  const caller = authInfo?.extra?.['caller'];
  if (!(caller instanceof Caller)) throw new Error('a request without a caller');
  return caller;
}
