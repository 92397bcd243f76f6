import postgres from 'postgres';

const isServerError = (fault: unknown, code: string): fault is postgres.PostgresError =>
  fault instanceof postgres.PostgresError && fault.code === code;

/** A live resource of this name appeared between the look and the write. */
export const isNameTaken = (fault: unknown): boolean =>
  isServerError(fault, '23505') && fault.constraint_name === 'endpoints_name';

/** Somebody else held a row for longer than lock_timeout. */
export const isLockTimeout = (fault: unknown): boolean => isServerError(fault, '55P03');
