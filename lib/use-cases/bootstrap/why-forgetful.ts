import { type Durability, durability } from '@/db/queries/durability';

/**
 * Null when what the database has answered outlives a crash of it and of its machine; else the sentence that says why
 * not. `durableStorage`: the operator answers for a storage that keeps every write without being told to.
 */
export async function whyForgetful(durableStorage: boolean): Promise<string | null> {
  try {
    return forgets(await durability(), durableStorage);
  } catch {
    return 'The database of DATABASE_URL does not say whether it keeps what it has answered.';
  }
}

function forgets(settings: Durability, durableStorage: boolean): string | null {
  const { fsync, synchronous_commit: commit, full_page_writes: pages } = settings;
  if (commit === 'off')
    return 'The database of DATABASE_URL answers before it has stored (synchronous_commit = off), so evidence could be lost in a crash; set it to on for the role app.';
  const careless = [
    ...(fsync === 'on' ? [] : ['fsync = off']),
    ...(pages === 'on' ? [] : ['full_page_writes = off']),
  ];
  if (careless.length === 0 || durableStorage) return null;
  return `The database of DATABASE_URL runs with ${careless.join(' and ')}, so evidence could be lost or torn when its machine loses power; set DATABASE_STORAGE_DURABLE=yes only where its storage keeps every write by itself.`;
}
