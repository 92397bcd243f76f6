import type { JsonSchema } from '@/lib/door/json-schema';
import type { Operation } from './operation';

const about: Readonly<Record<string, string>> = {
  drafts: 'What is proposed, and its decision',
  endpoints: 'What is live in production',
  deliveries: 'What was announced to the control plane, and what did not arrive',
  policy: 'What a tenant’s agents may not, or not without a person',
  keys: 'What agents may do, and until when',
  evidence: 'The log of every step, as it was committed',
  log: 'The signed head of that log, and that it only grew',
  audit: 'What people and operators changed',
  bundles: 'Evidence as one file that verifies offline',
  calls: 'What agents asked for, denied calls too',
  correlations: 'One request from its call to the applied change',
  runs: 'One run of an agent, to review it and to ask about it',
  settings: 'What a tenant’s admins set',
  stops: 'What is stopped, and how it goes on',
  circuits: 'Which keys are paused by what was refused to them, and how one is let in',
  safety: 'How the boundary stands',
  stream: 'Hear that something changed',
  device: 'Log a terminal in, RFC 8628',
  session: 'Who asks, and the end of it',
  health: 'Whether the product is ready',
  'openapi.json': 'This description',
};

/** What an operation is about: the first part of its path after the version. */
export const tagOf = ({ path }: Pick<Operation, 'path'>): string => path.split('/')[3] ?? '';

/** Every tag of these operations once, in their order. */
export const tagsOf = (operations: readonly Operation[]): JsonSchema[] =>
  [...new Set(operations.map(tagOf))].map((name) => ({ name, description: about[name] }));
