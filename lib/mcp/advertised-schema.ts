import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { JsonSchema } from '@/lib/door/json-schema';

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
