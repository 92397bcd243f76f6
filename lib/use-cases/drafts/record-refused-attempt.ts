import { lookupOf } from '@/lib/domain/keys/key-format';
import { type Attempt, recordRefusedApply } from '../calls/record-refused-apply';
import { identifyKey } from '../keys/authenticate-key';
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
 * Records that a program tried to apply. A key that is proved gets a row in the call log, in good standing or not, one in ten
 * seconds; every attempt is counted, and the first one in good standing leaves evidence within bounds; a service credential leaves the evidence. The draft is not looked up, so its id cannot be
 * probed. `draftId` is well formed or null.
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
    if (known) await recordRefusedApply(known, draftId, attempt);
    if (!key.ok) continue;
    await refuseAgentApply(key.value, draftId ?? 'unknown');
    await settleRequest(key.value, { code: 'MCP_CANNOT_APPLY', probe: false });
    return;
  }
  for (const token of serviceTokens.slice(0, looked)) {
    const service = await authenticateService(token);
    if (service.ok) return refuseServiceApply(service.value, draftId ?? 'unknown');
  }
}
