import type { Result } from '@/lib/domain/refusal';

/** For pages: the value, or the refusal as a fault that the error page shows. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
}
