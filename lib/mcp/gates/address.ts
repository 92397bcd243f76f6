import { outsideAddresses } from '@/lib/domain/keys/address-range';
import { accept, type Result } from '@/lib/domain/refusal';
import type { Caller } from '../caller';

/** A key that names addresses is used from those alone; where the caller's is not known, from none. */
export function addressAllowed({ facts }: Caller): Result<null> {
  const refusal = outsideAddresses(facts.agent.grant.ipAllowlist, facts.ip);
  return refusal ? { ok: false, refusal } : accept(null);
}
