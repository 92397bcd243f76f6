import postgres from 'postgres';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';
import { lookupOf } from '@/lib/domain/keys/key-format';

/** Lets a key ask for much that is refused: a conformance suite asks for hundreds of wrong things on purpose. */
export async function liftThreshold(dataDir: string, token: string): Promise<void> {
  const record = readRecord(dataDir);
  if (record === null) throw new Error('the product under test has no embedded database');
  const app = postgres(roleUrl('app', record.appPassword, record.port), { max: 1 });
  try {
    await app.begin(async (sql) => {
      const [key] = await sql<{ id: string; tenant_id: string }[]>`
        select id, tenant_id from key_by_lookup(${lookupOf(token)})`;
      if (key === undefined) throw new Error('nobody issued this key');
      await sql`select set_config('app.tenant_id', ${key.tenant_id}, true)`;
      await sql`
        insert into circuit_breakers (tenant_id, key_id, threshold, state, score, window_from, trips)
        values (${key.tenant_id}, ${key.id}, 1000000, 'closed', 0, now(), 0)`;
    });
  } finally {
    await app.end();
  }
}
