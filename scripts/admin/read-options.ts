import { parseArgs } from 'node:util';
import { z } from 'zod';

/** The command line cannot be understood: exit code 2. */
export class UsageError extends Error {}

/**
 * Reads `--name value` pairs into what the schema says. A field that is an array may be given several times.
 * Throws UsageError with one sentence that names the option.
 */
export function readOptions<T>(schema: z.ZodType<T>, args: readonly string[]): T {
  const fields = schema instanceof z.ZodObject ? Object.entries(schema.shape) : [];
  const options = Object.fromEntries(
    fields.map(([name, field]) => [name, { type: 'string' as const, multiple: isList(field) }]),
  );
  const parsed = schema.safeParse(valuesOf([...args], options));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(issue === undefined ? 'An option cannot be used.' : wrongOption(schema, issue));
}

/** Names the option that is wrong and, of a number with bounds, the bounds. Never repeats what was given. */
function wrongOption(schema: z.ZodType, { path: [option] }: z.core.$ZodIssue): string {
  const name = String(option ?? 'option');
  const field: unknown = schema instanceof z.ZodObject ? schema.shape[name] : undefined;
  const number = field instanceof z.ZodDefault ? field.unwrap() : field;
  if (number instanceof z.ZodNumber && number.minValue !== null && number.maxValue !== null) {
    return `--${name} is a whole number from ${number.minValue} to ${number.maxValue}.`;
  }
  return `--${name} is missing or cannot be used.`;
}

const isList = (field: unknown): boolean =>
  field instanceof z.ZodArray || (field instanceof z.ZodDefault && isList(field.unwrap()));

function valuesOf(args: string[], options: Record<string, { type: 'string'; multiple: boolean }>): unknown {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('\n', 1)[0] : 'unknown option');
  }
}
