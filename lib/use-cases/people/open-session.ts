import { newId } from '@/db/new-id';
import { insertSession } from '@/db/queries/people';
import type { WriteTx } from '@/db/tenant';
import { now } from '@/lib/clock';
import { sessionHours } from '@/lib/domain/people/person';

/** Opens a session row inside the caller's transaction and answers its id. */
export async function openSession(tx: WriteTx, userId: string): Promise<string> {
  const createdAt = now();
  const id = newId('ses');
  await insertSession(tx, {
    id,
    user_id: userId,
    created_at: createdAt,
    expires_at: new Date(createdAt.getTime() + sessionHours * 3_600_000),
  });
  return id;
}
