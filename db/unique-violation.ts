import postgres from 'postgres';

/** The unique constraint that a statement violated, or null for any other fault. */
export const violatedConstraint = (fault: unknown): string | null =>
  fault instanceof postgres.PostgresError && fault.code === '23505' ? (fault.constraint_name ?? '') : null;
