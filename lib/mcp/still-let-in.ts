import type { Agent } from '@/lib/domain/actor';
import type { Result } from '@/lib/domain/refusal';
import type { AskedByAgent } from '@/lib/door/agent/asked';
import { admittedNow } from '@/lib/door/agent/still-admitted';
import { keyNow } from '@/lib/use-cases/keys/authenticate-key';

/** For what takes its time: its key is in good standing, and as it is now it would be let in to ask this. */
export async function stillLetIn(lookupId: string, asked: AskedByAgent): Promise<Result<Agent>> {
  const { standing, policy } = await keyNow(lookupId);
  if (!standing.ok) return standing;
  const { refusal } = await admittedNow({ ...asked, agent: standing.value, policy });
  return refusal ? { ok: false, refusal } : standing;
}
