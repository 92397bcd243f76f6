import { config } from '@/lib/config';

/** The page on which a person decides a draft. */
export const reviewUrl = (draftId: string): string => `${config().publicUrl}/drafts/${draftId}`;
