import type { Result } from '@/lib/domain/refusal';
import { valueOf } from './value-of';

/** A page of a list, or its first one where the cursor of the address is not understood. UNTRUSTED INPUT: `cursor`. */
export async function pageOrFirst<T>(
  cursor: string | null,
  list: (place: { cursor?: string }) => Promise<Result<T>>,
): Promise<{ page: T; lostPage: boolean }> {
  const page = await list(cursor === null ? {} : { cursor });
  const lostPage = cursor !== null && !page.ok && page.refusal.code === 'VALIDATION_FAILED';
  return { page: valueOf(lostPage ? await list({}) : page), lostPage };
}
