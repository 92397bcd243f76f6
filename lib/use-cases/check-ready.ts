import { ping } from '@/db/queries/ping';
import { type WorstStanding, worstStanding } from './log/show-log-standing';

/**
 * Answers once the database has answered. Throws when it does not. A log that cannot be signed holds up no request that
 * does not ask for it; that there is one is said, and whose it is not.
 */
export async function checkReady(): Promise<{ log: WorstStanding }> {
  await ping();
  return { log: worstStanding() };
}
