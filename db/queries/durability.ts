import 'server-only';
import { pool } from '@/db/pool';

/** The settings that a database keeps its word by, as a session of ours has them. */
export type Durability = { fsync: string; synchronous_commit: string; full_page_writes: string };

export async function durability(): Promise<Durability> {
  const [row] = await pool()<Durability[]>`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
      current_setting('full_page_writes') as full_page_writes`;
  if (!row) throw new Error('the database does not say how it keeps what it stores');
  return row;
}
