import type { AuthInfo } from '@modelcontextprotocol/server';
import type { Agent } from '@/lib/domain/actor';
import type { PolicyRule, StoredRule } from '@/lib/domain/policy/rule';
import type { Result } from '@/lib/domain/refusal';
import type { Spec } from '@/lib/domain/resource/resource-kind';
import { settleRequest } from '@/lib/use-cases/limits/settle-request';
import type { Message } from './message';

type Facts = {
  agent: Agent;
  /** Which of the key's tokens this is: the key itself, or one that OAuth gave out for it. */
  lookupId: string;
  /** The tenant's rules as they are stored, read together with the key. */
  policy: readonly StoredRule[];
  correlationId: string;
  message: Message;
  startedAt: Date;
  ip: string | null;
  userAgent: string | null;
  /** Thumbprint of the client certificate that was proved. */
  certificate: string | null;
  protocolVersion: string | null;
  /** The surface that the host says it has reviewed, as it was sent. */
  surfacePin: string | null;
  /** The session that a client of the older protocol names: we give none out. */
  sessionId: string | null;
  signal: AbortSignal;
  /** Who holds the key now, for a call that takes its time. */
  stands: () => Promise<Result<Agent>>;
};

/** Who is calling, with what: one per request, made after authentication and carried through the SDK. */
export class Caller {
  readonly facts: Facts;
  /** Whether this request has its row in the call log, or was at least tried. */
  recorded = false;
  /** Whether a handler of ours has begun to answer it: the row is then that handler's to write. */
  isHandled = false;
  /** The tenant's rules as they are at this request; null until they were read. */
  rules: readonly PolicyRule[] | null = null;
  /** What the call would change, as it is now: read where a rule looks at it. */
  live: Spec | null = null;
  /** Whether this is the one request that a half-open circuit lets in, and nobody has said yet how it ended. */
  isProbe = false;

  constructor(facts: Facts) {
    this.facts = facts;
  }

  /** Counts how this request ended, once. */
  async settle(code: string | null): Promise<void> {
    const probe = this.isProbe;
    this.isProbe = false;
    await settleRequest(this.facts.agent, { code, probe });
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
