import { refuse } from '@/lib/domain/refusal';
import { noteBroken } from './log-standings';

/**
 * What is stored does not lead to the head that was signed: somebody changed the log behind the product. Nothing of it is
 * given out as proved, the page says so until the whole log was recomputed, and the operator hears which log it is.
 */
export function logBroken(tenantId: string, what: string) {
  noteBroken(tenantId, `${capital(what)} does not lead to the signed head.`);
  return refuse('LOG_BROKEN', 'What is stored here does not lead to the signed head of the log.', {
    hint: 'Tell the operator and your auditor, and trust no record of it until they have said what happened.',
  });
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
