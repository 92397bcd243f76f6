import type { z } from 'zod';
import { isCanonical } from './is-canonical';

/** UNTRUSTED INPUT: what a text says; null unless it is the RFC 8785 form of a value that the schema describes. */
export function readCanonical<Value>(text: string, schema: z.ZodType<Value>): Value | null {
  try {
    const said: unknown = JSON.parse(text);
    const read = schema.safeParse(said);
    return read.success && isCanonical(text, said) ? read.data : null;
  } catch {
    return null;
  }
}
