import { visible } from '@/lib/domain/text/visible';

/** A run as its agent named it, and as the log of calls spells it, where every text was made visible. */
export const runNames = (runId: string): string[] => [...new Set([runId, visible(runId)])];
