import postgres from 'postgres';
import { readRecord } from '@/db/embedded/record';
import { roleUrl } from '@/db/embedded/roles';

/** Lets the owner leave triggers out for a transaction, as a superuser could: see `tamper-log.ts`. */
export async function letOwnerTamper(dataDir: string): Promise<void> {
  const record = readRecord(dataDir);
  if (record === null) throw new Error('the database that was started has no record');
  const superuser = postgres(roleUrl('postgres', record.superuserPassword, record.port), { max: 1 });
  await superuser`grant set on parameter session_replication_role to countersign`;
  await superuser.end();
}
