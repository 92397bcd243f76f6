import type { Refusal } from '@/lib/domain/refusal';
import { reportFault } from './report-fault';

/** Logs what broke a check, where one broke, under the id that the answer names. */
export function reportCause(correlationId: string, refusal: Refusal): void {
  if ('cause' in refusal) reportFault(correlationId, refusal.cause);
}
