import postgres from 'postgres';
import { inject } from 'vitest';
import { ownerIn } from './owner-in';

/** The same over a connection of its own, for a test that needs the owner once. */
export async function ownerOnce(
  tenant: { id: string },
  run: (sql: postgres.TransactionSql) => Promise<unknown>,
): Promise<void> {
  const owner = postgres(inject('ownerUrl'), { max: 1 });
  try {
    await ownerIn(owner, tenant, run);
  } finally {
    await owner.end();
  }
}
