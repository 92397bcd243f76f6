import { refuse } from '@/lib/domain/refusal';

/**
 * What is stored does not lead to the head that was signed: somebody changed the log behind the product. Nothing of it is
 * given out as proved, and the operator hears on standard error which log it is and what was asked of it.
 */
export function logBroken(tenantId: string, what: string) {
  process.stderr.write(`LOG_BROKEN log of tenant ${tenantId}: ${what} does not lead to the signed head\n`);
  return refuse('LOG_BROKEN', 'What is stored here does not lead to the signed head of the log.', {
    hint: 'Tell the operator and your auditor, and trust no record of it until they have said what happened.',
  });
}
