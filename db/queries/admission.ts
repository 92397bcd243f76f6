import postgres from 'postgres';

/** Why the database did not admit a proposal: see `drafts_are_admitted`. */
export type NotAdmitted = { because: 'waits already' } | { because: 'limit'; limit: number };

/** Null where the fault is another one. */
export function notAdmitted(fault: unknown): NotAdmitted | null {
  if (!(fault instanceof postgres.PostgresError)) return null;
  const { constraint_name: broken, detail } = fault;
  if (broken === 'drafts_wait_once') return { because: 'waits already' };
  return broken === 'drafts_within_limit' ? { because: 'limit', limit: Number(detail) } : null;
}
