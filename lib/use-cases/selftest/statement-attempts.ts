import { appliesByStatement } from '@/db/queries/boundary-tests';
import { withTenant } from '@/db/tenant';
import type { Agent } from '@/lib/domain/actor';
import type { Judged } from '@/lib/domain/selftest/judge-attempt';

/** Thrown where the database let a statement through: it must not commit. */
class LetThrough extends Error {}

/** Tries to apply in a transaction of the agent’s own, without any of our code in between. */
export async function statementAttempts(agent: Agent, draftId: string): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const { road, run } of appliesByStatement) {
    const fault = await withTenant(agent, async (tx) => {
      await run(tx, draftId);
      throw new LetThrough();
    }).catch((thrown: unknown) => thrown);
    const code = sqlState(fault);
    const passed = code === '42501' || code === '23514';
    judged.push({ credential: 'the database role of agents', road, status: 0, code, passed });
  }
  return judged;
}

function sqlState(fault: unknown): string | null {
  if (fault instanceof LetThrough || !(fault instanceof Error) || !('code' in fault)) return null;
  return typeof fault.code === 'string' ? fault.code : null;
}
