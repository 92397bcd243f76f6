import postgres from 'postgres';
import { isLockTimeout } from '@/db/faults';
import { OutcomeUnknown } from '@/db/transaction';
import { ConnectionLost } from '@/db/transaction-connection';
import { type Refusal, refuse } from '@/lib/domain/refusal';

const away = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The public answer to a fault: what a caller may know of it, and nothing of what it said. */
export function refusalOfFault(fault: unknown): Refusal {
  if (fault instanceof OutcomeUnknown) {
    return refuse('OUTCOME_UNKNOWN', 'The connection was lost while this was being written.', {
      hint: 'Look whether it happened before you try again.',
    }).refusal;
  }
  return isLockTimeout(fault) || isDatabaseAway(fault)
    ? refuse('SERVICE_UNAVAILABLE', 'This cannot be answered now.').refusal
    : refuse('INTERNAL_ERROR', 'Something went wrong.').refusal;
}

/** Nothing has happened: what was lost before COMMIT was sent is rolled back. */
function isDatabaseAway(fault: unknown): boolean {
  if (fault instanceof ConnectionLost) return true;
  if (!(fault instanceof Error) || !('code' in fault)) return false;
  const code = String(fault.code);
  if (!(fault instanceof postgres.PostgresError)) return away.has(code);
  return code.startsWith('57P') || code.startsWith('08') || code === '53300';
}
