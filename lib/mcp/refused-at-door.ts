import type { Agent } from '@/lib/domain/actor';
import { serviceCredentialMark, serviceTokensIn } from '@/lib/domain/keys/agent-credential';
import { type Refusal, refuse } from '@/lib/domain/refusal';
import { statusOf } from '@/lib/door/status';
import { noteRefusal } from '@/lib/use-cases/limits/note-refusal';
import type { Caller } from './caller';
import { callerFor } from './caller-for';
import { refusedAnswer } from './door-answer';
import type { GateRefusal } from './gate';
import { type Ending, logCall } from './log-call';
import type { Asked } from './read-asked';
import { tools } from './tools';

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
    const ending = { ...said, ruleId: 'key:standing' as const, errorCode: refusal.code };
    const empty = { ...asked, message: { ...asked.message, args: null } };
    await logRefused(callerFor(empty, known, token, []), { ...ending, httpStatus });
  }
  return refusedAnswer(refusal, asked.correlationId);
}

/** The key is good and this request of it is not let in: by its status, and a row says which gate it was. */
export async function refusedAtGate(
  caller: Caller,
  { rule, refusal, noted }: GateRefusal,
): Promise<Response> {
  const { correlationId, message } = caller.facts;
  if (noted === false) return refusedAnswer(refusal, correlationId);
  const tool = toolNamed(message.name);
  const httpStatus = statusOf[refusal.code];
  const errorCode = refusal.code;
  const ending = { tool, ruleId: rule, errorCode, httpStatus, text: null, draftId: null };
  await (noted ? logCall : logRefused)(caller, ending);
  return refusedAnswer(refusal, correlationId);
}

const toolNamed = (asked: string | null) => tools.find(({ name }) => name === asked) ?? null;

/** What is refused before the limits are asked: one row in ten seconds by key, rule and tool; all are counted. */
async function logRefused(caller: Caller, ending: Ending): Promise<void> {
  const { agent, message } = caller.facts;
  const operation = toolNamed(message.name)?.name ?? 'other';
  if (await noteRefusal(agent, { rule: ending.ruleId, operation })) return logCall(caller, ending);
  await caller.settle(ending.errorCode);
}
