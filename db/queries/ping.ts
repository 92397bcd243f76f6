import 'server-only';
import { pool } from '@/db/pool';

/** One round trip to the database. Throws when there is none. */
export async function ping(): Promise<void> {
  await pool()`select 1`;
}
