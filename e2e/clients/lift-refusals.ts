import postgres from 'postgres';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';
import { lookupOf } from '@/lib/domain/keys/key-format';
import { keyRefusals } from '@/lib/domain/keys/key-terms';

/** Lets a key ask for much that is refused, as owner of the tables: a conformance suite asks for hundreds of wrong things. */
export async function liftRefusals(dataDir: string, token: string): Promise<void> {
  const record = readRecord(dataDir);
  if (record === null) throw new Error('the product under test has no embedded database');
  const { port, appPassword, ownerPassword } = record;
  const app = postgres(roleUrl('app', appPassword, port), { max: 1 });
  const owner = postgres(roleUrl('countersign', ownerPassword, port), { max: 1 });
  try {
    const [key] = await app<{ id: string; tenant_id: string }[]>`
      select id, tenant_id from key_by_lookup(${lookupOf(token)})`;
    if (key === undefined) throw new Error('nobody issued this key');
    await owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${key.tenant_id}, true)`;
      await sql`update agent_keys set refusals_per_min = ${keyRefusals.most} where id = ${key.id}`;
    });
  } finally {
    await Promise.all([app.end(), owner.end()]);
  }
}
