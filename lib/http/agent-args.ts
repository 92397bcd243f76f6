import { isObject } from '@/lib/domain/json/read-value';
import type { Result } from '@/lib/domain/refusal';
import type { Call, Operation } from './operation';

/** What the tools call the id of a thing, by the collection before it in a path; a policy and the record know it by that name. */
const idNames: Readonly<Record<string, string>> = {
  drafts: 'draft_id',
  deliveries: 'delivery_id',
  evidence: 'evidence_id',
  runs: 'run_id',
};

type Asked = { operation: Pick<Operation, 'path'>; params: Call['params']; input: Result<unknown> };

/** A request as the arguments of the tool that does the same. What the address names stands; an input that could not be read is not kept. */
export function argsOf({ operation, params, input }: Asked): Record<string, unknown> {
  const collection = /(\w+)\/\[id\]/.exec(operation.path)?.[1] ?? '';
  const named: Record<string, string> = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [idNames[collection] ?? name, value]),
  );
  return { ...saidOf({ input }), ...named };
}

/** The same without what the address names: what the caller says of its request, and not what the request is about. */
export function saidOf({ input }: Pick<Asked, 'input'>): Record<string, unknown> {
  const said = input.ok ? input.value : {};
  return isObject(said) ? said : { body: said };
}
