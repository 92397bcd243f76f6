import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema of what a zod schema takes (`input`) or gives (`output`), draft 2020-12. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      // No format of JSON Schema: validators warn of it. `contentEncoding` says the same.
      if (jsonSchema.format === 'base64') delete jsonSchema.format;
    },
  });
  return rest;
}

/**
 * Shows a strict JSON Schema to clients and lets every value through, because the SDK turns a schema failure into bare
 * text: the handler behind it parses, and answers `VALIDATION_FAILED` with paths.
 */
export const advertise = (json: JsonSchema): StandardSchemaWithJSON<unknown, unknown> => ({
  '~standard': {
    version: 1,
    vendor: 'countersign',
    validate: (value) => ({ value }),
    jsonSchema: { input: () => json, output: () => json },
  },
});
