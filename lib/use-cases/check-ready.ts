import { ping } from '@/db/queries/ping';

/** Answers once the database has answered. Throws when it does not. */
export const checkReady = (): Promise<void> => ping();
