import type { RefusalCode } from '@/lib/domain/refusal';
import { exampleProblem } from '@/lib/door/example-problem';
import type { JsonSchema } from '@/lib/door/json-schema';
import { statusOf } from '@/lib/door/status';
import { authorityFor, type Operation } from './operation';

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

/** Refused to an agent by the limits of its key, before anything else. */
const byTheLimits: readonly RefusalCode[] = [
  'RATE_LIMITED',
  'CIRCUIT_OPEN',
  'KILL_SWITCH_ENGAGED',
  'RUN_STOPPED',
];

/** Refused to an agent key by what it is bound to, or under a policy that nobody can read, before anything is said about what it asks. */
const atTheGates: readonly RefusalCode[] = [
  'ADDRESS_NOT_ALLOWED',
  'CLIENT_CERT_REQUIRED',
  'CLIENT_CERT_MISMATCH',
  'SCHEMA_PIN_MISMATCH',
  'REASON_REQUIRED',
  'POLICY_DENIED',
];

/** What the policy answers an agent, where a scope lets one in. */
const byPolicy = (operation: Operation): RefusalCode[] =>
  authorityFor(operation).scope === null ? [] : ['TOOL_NOT_ALLOWED', 'APPROVAL_REQUIRED'];

/** Every code that this operation can answer: the door's, the limits', the matrix's, the policy's and its own. */
export function refusalsOf(operation: Operation): RefusalCode[] {
  const { cells: row } = authorityFor(operation);
  const cells = Object.values(row).filter((cell) => cell !== 'allow');
  // Where an agent is refused by its prefix nobody asks what its key has left.
  const limited = row.agent === 'MCP_CANNOT_APPLY' ? [] : [...atTheGates, ...byTheLimits];
  const needed: RefusalCode[] = operation.needsUserId ? ['HUMAN_IDENTITY_REQUIRED'] : [];
  const ofTheAgent = [...limited, ...byPolicy(operation)];
  return [...new Set([...byTheDoor, ...needed, ...cells, ...ofTheAgent, ...operation.refusals])].toSorted();
}

/** One response per status: the codes that it can hold, and a problem with each. */
export function refusalResponses(operation: Operation): JsonSchema {
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
            examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code, operation) }])),
          },
        },
      },
    ]),
  );
}

const exampleOf = (code: RefusalCode, { path }: Operation) =>
  exampleProblem(code, path.replaceAll('[', '{').replaceAll(']', '}'));
