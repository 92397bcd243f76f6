import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema (draft 2020-12) of what a zod schema takes (`input`) or gives (`output`). */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      // The format says it, and the pattern is several hundred characters.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      // Every JSON number that is a whole one is within these.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      // No format of JSON Schema: validators warn of it. `contentEncoding` says the same.
      if (jsonSchema.format === 'base64') delete jsonSchema.format;
    },
  });
  return json;
}
