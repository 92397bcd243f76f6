import { refusalCategories } from '@/lib/domain/refusal';
import { problemSchema, refusalCodes } from '@/lib/domain/wire/refusal-wire';
import { type JsonSchema, jsonSchemaOf } from '@/lib/door/json-schema';
import { statusOf } from '@/lib/door/status';
import { parametersOf } from './described-parameters';
import { refusalResponses } from './described-refusals';
import { securityOf, securitySchemes } from './described-security';
import { tagOf, tagsOf } from './described-tags';
import type { Operation } from './operation';

/**
 * The OpenAPI 3.1 description of these operations, made from the schemas that parse and the tables that answer.
 * `cookie` is the name of the session's cookie.
 */
export function openApi(operations: readonly Operation[], cookie: string): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    const path = pathOf(operation);
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Countersign',
      version: '1',
      summary: 'The human gate between AI agents and production',
      description:
        'Agents and people propose drafts; a person applies or discards them. No agent credential can apply: the answer is 403 MCP_CANNOT_APPLY, wherever the credential stands in the request. Every refusal is a problem (RFC 9457) with a code of x-refusals.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: tagsOf(operations),
    paths,
    components: {
      securitySchemes: securitySchemes(cookie),
      schemas: { Problem: jsonSchemaOf(problemSchema, 'output') },
    },
    'x-refusals': Object.fromEntries(
      refusalCodes.options.map((code) => [
        code,
        { status: statusOf[code], category: refusalCategories[code] },
      ]),
    ),
  };
}

function described(operation: Operation): JsonSchema {
  const { name, summary, answer, body, bodyExample } = operation;
  const { mediaType = 'application/json', also } = answer;
  return {
    operationId: name,
    summary,
    tags: [tagOf(operation)],
    security: securityOf(operation),
    parameters: parametersOf(operation),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchemaOf(body, 'input'), example: bodyExample } },
      },
    }),
    responses: {
      [answer.status]: {
        description: answer.description,
        content: {
          [mediaType]: { schema: jsonSchemaOf(answer.schema, 'output'), example: answer.example },
          ...(also && { [also.mediaType]: { schema: { type: 'string' }, example: also.example } }),
        },
      },
      ...refusalResponses(operation),
    },
  };
}

const pathOf = ({ path }: Operation) => path.replaceAll('[', '{').replaceAll(']', '}');
