import { stopCovering } from '@/db/queries/stops';
import { withTenantRead } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';
import { type StopScope, stoppedRefusal } from '@/lib/domain/limits/stop';
import type { Refusal } from '@/lib/domain/refusal';

/** What a request is about, as far as a stop could cover it. */
export type About = { tool: string | null; run: string | null };

/** Why a request that was let in must end now, or null: somebody stopped what it belongs to. It counts nothing. */
export async function stoppedNow({ tenantId, keyId }: Agent, { tool, run }: About): Promise<Refusal | null> {
  const scope = await withTenantRead({ kind: 'system', tenantId, name: 'limits' }, (tx) =>
    stopCovering(tx, { keyId, tool, run }),
  );
  return scope && stoppedRequest(scope);
}

const askAgainSeconds = 30;

/** The same of a request that is not let in. What a person ended for good is not to be asked again. */
export function stoppedRequest(scope: StopScope): Refusal {
  const refusal = stoppedRefusal(scope);
  return refusal.code === 'RUN_STOPPED' ? refusal : { ...refusal, retryAfterSeconds: askAgainSeconds };
}
