import { z } from 'zod';
import { type RefusalCode, refusalCategories } from '@/lib/domain/refusal';
import { problemSchema, refusalCodes } from '@/lib/domain/wire/refusal-wire';
import { type JsonSchema, jsonSchemaOf } from '@/lib/door/json-schema';
import { statusOf } from '@/lib/door/status';
import { authorityFor, type Operation } from './operation';

/** The OpenAPI 3.1 description of these operations, made from the schemas that parse and the tables that answer. */
export function openApi(operations: readonly Operation[]): JsonSchema {
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
        'Agents and people propose drafts; a person applies or discards them. No agent credential can apply: the answer is 403 MCP_CANNOT_APPLY, wherever the credential stands in the request.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: { securitySchemes, schemas: { Problem: jsonSchemaOf(problemSchema, 'output') } },
    'x-refusals': Object.fromEntries(
      refusalCodes.options.map((code) => [
        code,
        { status: statusOf[code], category: refusalCategories[code] },
      ]),
    ),
  };
}

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'next-auth.session-token',
    description: 'A person’s session. Every change also needs a matching Origin header.',
  },
  agentBearer: { type: 'http', scheme: 'bearer', description: 'An agent key, mcp_…' },
  agentKey: { type: 'apiKey', in: 'header', name: 'X-MCP-API-Key', description: 'An agent key, mcp_…' },
};

function described(operation: Operation): JsonSchema {
  const { name, summary, answer, body, bodyExample } = operation;
  const mediaType = answer.mediaType ?? 'application/json';
  return {
    operationId: name,
    summary,
    security: securityOf(operation),
    parameters: [...pathParameters(operation), ...queryParameters(operation), ...headerParameters(operation)],
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchemaOf(body, 'input'), example: bodyExample } },
      },
    }),
    responses: {
      [answer.status]: {
        description: answer.description,
        content: { [mediaType]: { schema: jsonSchemaOf(answer.schema, 'output'), example: answer.example } },
      },
      ...refusalResponses(operation),
    },
  };
}

const pathOf = ({ path }: Operation) => path.replaceAll('[', '{').replaceAll(']', '}');

const pathParameters = ({ path }: Operation): JsonSchema[] =>
  [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters({ query }: Operation): JsonSchema[] {
  if (!query) return [];
  const { properties } = z
    .object({ properties: z.record(z.string(), z.looseObject({})) })
    .parse(jsonSchemaOf(query, 'input'));
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    description,
    schema,
  }));
}

function headerParameters({ method, needsUserId }: Operation): JsonSchema[] {
  const userId = { name: 'X-User-Id', in: 'header', required: true, schema: { type: 'string' } };
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'The same key with the same request within 24 hours answers the same, marked Idempotent-Replayed',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  };
  return [...(needsUserId ? [userId] : []), ...(method === 'POST' ? [key] : [])];
}

/** What the matrix admits, said as security requirements; none of them for what anybody may ask. */
function securityOf(operation: Operation): JsonSchema[] {
  const { cells } = authorityFor(operation);
  if (cells.anonymous === 'allow') return [];
  const agents = cells.agent === 'allow' ? [{ agentBearer: [] }, { agentKey: [] }] : [];
  return [{ session: [] }, ...agents];
}

/** Refused by the door, whatever is asked. */
const byTheDoor: readonly RefusalCode[] = [
  'HEADER_INVALID',
  'HOST_NOT_ALLOWED',
  'NOT_ACCEPTABLE',
  'VALIDATION_FAILED',
  'USER_ID_MISMATCH',
  'SERVICE_UNAVAILABLE',
  'INTERNAL_ERROR',
];

/** Every code that this operation can answer: the door's, the matrix's and its own. */
export function refusalsOf(operation: Operation): RefusalCode[] {
  const cells = Object.values(authorityFor(operation).cells).filter((cell) => cell !== 'allow');
  const needed: RefusalCode[] = operation.needsUserId ? ['HUMAN_IDENTITY_REQUIRED'] : [];
  return [...new Set([...byTheDoor, ...needed, ...cells, ...operation.refusals])].toSorted();
}

function refusalResponses(operation: Operation): JsonSchema {
  const byStatus = Map.groupBy(refusalsOf(operation), (code) => statusOf[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.join(', '),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [
                { $ref: '#/components/schemas/Problem' },
                { type: 'object', properties: { code: { enum: codes } } },
              ],
            },
          },
        },
      },
    ]),
  );
}
