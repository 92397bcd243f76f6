import { digestOf } from '@/lib/domain/evidence/digest';

/** The digest of a stored spec, as it was made when it was proposed; null of what no proposal can hold. */
export function storedDigest(spec: unknown): string | null {
  try {
    return digestOf(spec);
  } catch {
    return null;
  }
}
