import type { Result } from '@/lib/domain/refusal';

/** The value of a result that a test expects to be accepted. */
export function accepted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused with ${result.refusal.code}: ${result.refusal.message}`);
  return result.value;
}

/** The code of a result, or `ok`. */
export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
