import { humanOfRequest } from '@/lib/auth/request-human';
import { config } from '@/lib/config';
import type { Agent, Reader } from '@/lib/domain/actor';
import type { CredentialKind } from '@/lib/domain/authority/credential-kind';
import { lookupOf } from '@/lib/domain/keys/key-format';
import type { Scope } from '@/lib/domain/keys/scope';
import type { StoredRule } from '@/lib/domain/policy/rule';
import type { Refusal, RefusalCode } from '@/lib/domain/refusal';
import type { Credentials } from '@/lib/door/credentials';
import { presentedKey } from '@/lib/door/presented-key';
import { sameOrigin } from '@/lib/door/same-origin';
import { identifyKey } from '@/lib/use-cases/keys/authenticate-key';
import { withheldFrom } from '@/lib/use-cases/needs-scope';
import { serviceStanding } from './service-standing';
import { tokenStanding } from './token-standing';

/** Which kind of caller this is, who it is when that could be proved, and why not when it could not. */
export type Standing = {
  kind: Exclude<CredentialKind, 'foreign_tenant' | 'token_foreign_tenant' | 'service_foreign_tenant'>;
  actor: Reader | null;
  refusal: Refusal | null;
  /** The rules of an agent's tenant, read with its key. */
  policy?: readonly StoredRule[];
  /** Whose agent key was proved, in good standing or not: for the record, never for a decision. */
  known?: Agent | null;
};

/** The rules that an agent's request is decided by; none where it is no agent's. Throws where they were not read: nothing is let in. */
export function rulesOf({ actor, policy }: Standing): readonly StoredRule[] {
  if (actor?.kind === 'agent' && policy === undefined)
    throw new Error('an agent without the rules of its tenant');
  return policy ?? [];
}

/**
 * Proves the credentials of one request. An agent credential outranks a session beside it: the request is then the
 * agent's or nobody's, so that a cookie can never lend a key a person's rights.
 */
export async function standingOf(req: Request, found: Credentials, scope: Scope | null): Promise<Standing> {
  if (found.hasServiceCredential) return serviceStanding(req, found);
  if (found.humTokens.length > 0) return tokenStanding(req, found);
  if (found.hasAgentCredential) return agentStanding(req, found, scope);
  if (!found.hasSessionCookie) return nobody('anonymous');
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    const origin = sameOrigin(req.headers, config().publicUrl);
    const kind = req.headers.has('origin') ? 'foreign_origin' : 'no_origin';
    if (!origin.ok) return nobody(kind, origin.refusal);
  }
  const human = await humanOfRequest(req);
  if (human === null) return nobody('ended_session');
  return { kind: human.role, actor: human, refusal: null };
}

async function agentStanding(req: Request, found: Credentials, scope: Scope | null): Promise<Standing> {
  const presented = presentedKey(req);
  if (!presented.ok) return nobody('agent_misplaced', presented.refusal);
  const { standing: key, known, policy } = await identifyKey(presented.value);
  if (!key.ok) return { ...nobody(faultyKind(presented.value, key.refusal), key.refusal), known };
  const actor = key.value;
  if (scope !== null && !actor.scopes.includes(scope)) {
    const refusal = withheldFrom(actor, scope)?.refusal ?? null;
    return { kind: 'agent_unscoped', actor, refusal, known, policy };
  }
  const kind = found.hasSessionCookie ? 'agent_beside_session' : 'agent';
  return { kind, actor, refusal: null, known, policy };
}

const faultyKinds: Partial<Record<RefusalCode, Standing['kind']>> = {
  KEY_EXPIRED: 'agent_expired',
  KEY_REVOKED: 'agent_revoked',
  KEY_SUSPENDED: 'agent_suspended',
};

const faultyKind = (token: string, { code }: Refusal): Standing['kind'] =>
  faultyKinds[code] ?? (lookupOf(token) === null ? 'agent_malformed' : 'agent_unknown');

const nobody = (kind: Standing['kind'], refusal: Refusal | null = null): Standing => ({
  kind,
  actor: null,
  refusal,
});
