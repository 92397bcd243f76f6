import type { Agent } from '@/lib/domain/actor';
import { lookupOf } from '@/lib/domain/keys/key-format';
import { type Attempt, noteRefusedApply, recordRefusedApply } from '../calls/record-refused-apply';
import { identifyKey } from '../keys/authenticate-key';
import { admitAgent } from '../limits/admit-agent';
import { settleRequest } from '../limits/settle-request';
import { oauthResource } from '../oauth/resource';
import { authenticateService } from '../services/authenticate-service';
import { refuseAgentApply } from './refuse-agent-apply';
import { refuseServiceApply } from './refuse-service-apply';

/** At most so many of the tokens of one request are looked up. */
const looked = 3;

/** UNTRUSTED INPUT: whatever the request carried that looks like a credential of a program. */
type Presented = { agentTokens: readonly string[]; serviceTokens: readonly string[] };

/**
 * Records that a program tried to apply. A key in good standing gets a row in the call log for every attempt that its limits
 * would have let in, and the first one leaves evidence within bounds; beyond its limits, and with a key that no longer stands,
 * it is one row in ten seconds, and each attempt is counted. A service credential leaves the evidence. The draft is not looked
 * up, so its id cannot be probed. `draftId` is well formed or null.
 */
export async function recordRefusedAttempt(
  { agentTokens, serviceTokens }: Presented,
  draftId: string | null,
  attempt: Attempt,
): Promise<void> {
  const wellFormed = agentTokens.filter((token) => lookupOf(token) !== null);
  for (const token of wellFormed.slice(0, looked)) {
    // Whose token it is, wherever it was sent.
    const { standing: key, known } = await identifyKey(token, oauthResource());
    if (key.ok) return recordAgentAttempt(key.value, draftId, attempt);
    if (known && (await noteRefusedApply(known))) await recordRefusedApply(known, draftId, attempt);
  }
  for (const token of serviceTokens.slice(0, looked)) {
    const service = await authenticateService(token);
    if (service.ok) return refuseServiceApply(service.value, draftId ?? 'unknown');
  }
}

async function recordAgentAttempt(agent: Agent, draftId: string | null, attempt: Attempt): Promise<void> {
  const admitted = await admitAgent(agent, { tool: null, run: null });
  if (admitted.ok || admitted.noted) await recordRefusedApply(agent, draftId, attempt);
  await refuseAgentApply(agent, draftId ?? 'unknown');
  await settleRequest(agent, { code: 'MCP_CANNOT_APPLY', probe: admitted.ok && admitted.probe });
}
