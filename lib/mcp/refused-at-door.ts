import type { Agent } from '@/lib/domain/actor';
import { serviceCredentialMark, serviceTokensIn } from '@/lib/domain/keys/agent-credential';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import type { AtGate } from '@/lib/door/agent/gates';
import { statusOf } from '@/lib/door/status';
import type { Facts } from './caller';
import { refusedAnswer } from './door-answer';
import { factsOf } from './facts-of';
import { logRefused } from './log-call';
import type { Asked } from './read-asked';
import { toolCalled } from './tool-called';

/** A service credential reads over REST and opens nothing here, whatever stands beside it. Its prefix decides. */
export function serviceRefusal(headers: Headers): Refusal | null {
  const presented = [headers.get('authorization'), headers.get('x-mcp-api-key')].map((text) => text ?? '');
  if (!headers.has(serviceCredentialMark) && serviceTokensIn(presented).length === 0) return null;
  return refuse('INVALID_API_KEY', 'A service credential (svc_…) opens nothing here.', {
    hint: 'Send an agent key, mcp_…',
  }).refusal;
}

/** A key that is known but not in good standing has a tenant, whose log says that it was tried; not with what. */
export async function refusedKey(
  asked: Asked,
  refusal: Refusal,
  known: Agent | null,
  token: string,
): Promise<Response> {
  if (known) {
    const httpStatus = statusOf[refusal.code];
    const said = { tool: null, text: null, draftId: null };
    const ending = { ...said, ruleId: 'key:standing' as const, errorCode: refusal.code, httpStatus };
    await logRefused({ ...factsOf(asked, known, token, []), args: null }, ending, 'one-of-many');
  }
  return refusedAnswer(refusal, asked.correlationId);
}

/** The key is good and this request of it is not let in: by its status, and a row says which gate it was. */
export async function refusedAtGate(facts: Facts, { rule, refusal, inLog }: AtGate): Promise<Response> {
  const { correlationId, message } = facts;
  const httpStatus = statusOf[refusal.code];
  const errorCode = refusal.code;
  const ending = {
    tool: toolCalled(message),
    ruleId: rule,
    errorCode,
    httpStatus,
    text: null,
    draftId: null,
  };
  await logRefused(facts, ending, inLog);
  return refusedAnswer(refusal, correlationId);
}
