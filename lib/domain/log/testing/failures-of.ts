import type { Bytes } from '@/lib/domain/log/bytes';
import type { Failure } from '@/lib/domain/log/verify/verdict';
import { verifyEvidence } from '@/lib/domain/log/verify/verify-evidence';
import type { VerifyOptions } from '@/lib/domain/log/verify/verify-options';

/** What verification names, without the words for people. */
export async function failuresOf(
  file: Bytes,
  options: Partial<VerifyOptions> = {},
): Promise<Omit<Failure, 'words'>[]> {
  const verdict = await verifyEvidence(file, options);
  return verdict.ok ? [] : verdict.failures.map(wordless);
}

function wordless(failure: Failure): Omit<Failure, 'words'> {
  const { words: _words, ...named } = failure;
  return named;
}
