import { isUndecided, type Verdict } from '@/lib/domain/log/verify/verdict';
import { brokenAdvice, failurePlace, provedWords } from '@/lib/domain/log/verify/verdict-words';
import type { Paint } from '../colour';

/** What verification came to: what is proved and by which key, or each thing that does not hold, and where. */
export function verdictView(verdict: Verdict, paint: Paint): string[] {
  if (!verdict.ok) {
    return [
      isUndecided(verdict) ? paint.warn('? NOT VERIFIED YET') : paint.removed('x NOT VERIFIED'),
      ...verdict.failures.flatMap((failure) => {
        const place = failurePlace(failure);
        return [
          `  ! ${failure.words} (${failure.code})`,
          ...(place === '' ? [] : [paint.faint(`    ${place}`)]),
        ];
      }),
      ...(isUndecided(verdict) ? [] : [paint.faint(`  ${brokenAdvice}`)]),
    ];
  }
  const { signedBy } = verdict;
  const mark = signedBy.isTrusted
    ? paint.added('+ Verified')
    : paint.warn('+ Verified, by a key that came with the file');
  return [
    mark,
    ...provedWords(verdict).map((sentence) => `  ${sentence}`),
    paint.faint(`  key ${signedBy.verifierKey}`),
  ];
}
