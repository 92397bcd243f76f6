import { z } from 'zod';
import { saidHeaders } from '@/lib/door/agent/said';
import { type JsonSchema, jsonSchemaOf } from '@/lib/door/json-schema';
import { deliveryExample } from './delivery-example';
import {
  draftDetailExample,
  evidenceExample,
  resourceExample,
  stopExample,
  versionExample,
} from './examples';
import { keyExample } from './key-example';
import { authorityFor, type Operation } from './operation';
import { callExample, packetExample } from './run-example';

/** Path, query and headers of one operation, each with what it means. */
export const parametersOf = (operation: Operation): JsonSchema[] => [
  ...inPath(operation),
  ...inQuery(operation),
  ...inHeaders(operation),
];

/** What the id in a path names, by the collection before it. */
const idOf: Readonly<Record<string, { description: string; example: string }>> = {
  drafts: { description: 'A draft’s id', example: draftDetailExample.id },
  endpoints: { description: 'An endpoint’s id', example: resourceExample.id },
  deliveries: { description: 'A delivery’s id', example: deliveryExample.delivery.id },
  rules: { description: 'The id of a policy rule', example: 'rul_01KAJ3V7Q8M2N4P6R8T0V2X4ZE' },
  stops: { description: 'A stop’s id', example: stopExample.id },
  keys: { description: 'An agent key’s id', example: keyExample.id },
  circuits: { description: 'The id of the key that is paused', example: keyExample.id },
  evidence: { description: 'The id of a piece of evidence', example: evidenceExample.id },
  bundles: { description: 'The id of a bundle of evidence', example: 'bnd_01KAJ3V7Q8M2N4P6R8T0V2X4ZB' },
  calls: { description: 'A call’s id', example: callExample.id },
  correlations: { description: 'X-Correlation-Id of an answer', example: callExample.correlation_id },
  runs: { description: 'The run_id that the agent gave', example: packetExample.run_id },
};

const inPath = ({ path }: Operation): JsonSchema[] =>
  [...path.matchAll(/(\w+)\/\[(\w+)\]/g)].map(([, collection = '', name]) => ({
    name,
    in: 'path',
    required: true,
    ...idOf[collection],
    schema: { type: 'string' },
  }));

function inQuery({ query }: Operation): JsonSchema[] {
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

const userId = {
  name: 'X-User-Id',
  in: 'header',
  description:
    'Your own user id, user.id of GET /api/auth/session: who decides says who they are. It proves nothing; it is compared with the person of the session, and another one is 403 USER_ID_MISMATCH',
  example: versionExample.applied_by.id,
  schema: { type: 'string' },
};

/** An example would be sent as it is by whoever tries the operation, and is nobody's id: only where it must be filled in. */
function userIdIn({ needsUserId = false }: Operation): JsonSchema {
  const { example, ...rest } = userId;
  return { ...rest, required: needsUserId, ...(needsUserId && { example }) };
}

const idempotencyKey: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'The same key with the same request within 24 hours answers the same, marked Idempotent-Replayed',
  example: '6a3f0a52-5d0e-4a4e-9a55-0a3f8f6b7c11',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

/** For the record of an agent's request; nothing is decided by them but that a key may require a reason. */
const saidByAgents: readonly JsonSchema[] = Object.values(saidHeaders).map(
  ({ name, means: description }) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }),
);

function inHeaders(operation: Operation): JsonSchema[] {
  const forAnybody = authorityFor(operation).cells.anonymous === 'allow';
  return [
    ...(forAnybody ? [] : [userIdIn(operation)]),
    ...(operation.method === 'GET' ? [] : [idempotencyKey]),
    ...(authorityFor(operation).scope === null ? [] : saidByAgents),
  ];
}
