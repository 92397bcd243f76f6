import { type Operation, operations } from '@/lib/domain/draft/draft';
import { isObject } from '@/lib/domain/json/read-value';
import { usageFailure } from './failure';

export type ProposalOptions = {
  type?: string;
  operation?: string;
  name?: string;
  rationale?: string;
};

export type Proposal = Record<string, unknown> & {
  type: string;
  operation: Operation;
  spec: Record<string, unknown>;
};

/**
 * What to send: a file holds a spec, or a whole proposal with the key `spec`. What is said on the command line outranks
 * the file, but for the name of another resource, which is a mistake.
 */
export function proposalOf(file: Record<string, unknown> | null, options: ProposalOptions): Proposal {
  const { spec, type, operation, ...rest } = wholeOf(file ?? {});
  const act = operationOf(options.operation ?? operation ?? 'create');
  if (file === null && act !== 'delete') throw usageFailure('Nothing to propose: -f is missing.');
  return {
    ...rest,
    type: textOf(options.type ?? type ?? 'endpoint', 'type'),
    operation: act,
    spec: withName(spec, options.name),
    ...(options.rationale !== undefined && { rationale: options.rationale }),
  };
}

function wholeOf(file: Record<string, unknown>): Record<string, unknown> & { spec: Record<string, unknown> } {
  const { spec, ...rest } = file;
  return isObject(spec) ? { ...rest, spec } : { spec: file };
}

function operationOf(given: unknown): Operation {
  const known = operations.find((operation) => operation === given);
  if (known === undefined) throw usageFailure(`The operation must be one of ${operations.join(', ')}.`);
  return known;
}

function textOf(given: unknown, what: string): string {
  if (typeof given !== 'string') throw usageFailure(`The ${what} must be a text.`);
  return given;
}

function withName(spec: Record<string, unknown>, name: string | undefined): Record<string, unknown> {
  if (name === undefined) return spec;
  if (spec['name'] !== undefined && spec['name'] !== name) {
    throw usageFailure('The file names another resource than the command line does.');
  }
  return { ...spec, name };
}
