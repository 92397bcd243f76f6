import postgres from 'postgres';

const isServerError = (fault: unknown, code: string): fault is postgres.PostgresError =>
  fault instanceof postgres.PostgresError && fault.code === code;

/** The unique constraint that a statement violated, or null for any other fault. */
export const violatedConstraint = (fault: unknown): string | null =>
  isServerError(fault, '23505') ? (fault.constraint_name ?? '') : null;

/** Somebody else held a row for longer than lock_timeout. */
export const isLockTimeout = (fault: unknown): boolean => isServerError(fault, '55P03');
