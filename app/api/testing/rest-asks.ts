import { valueAt } from '@/lib/domain/json/read-value';
import { logOperations } from '@/lib/http/log-operations';
import { authorityFor, type Operation } from '@/lib/http/operation';
import { operations } from '@/lib/http/operations';
import { type Answered, ask } from '@/lib/http/testing/ask';
import { judged } from '@/lib/http/testing/judged';

/** Everything that a scope opens to an agent over REST. */
export const opened = [...operations, ...logOperations].filter(
  (operation) => authorityFor(operation).scope !== null,
);
/** What needs no scope, and what no agent may ask: they are held to the key all the same. */
export const others = operations.filter(({ name }) => name === 'health' || name === 'listKeys');

export const run = 'run-gates';
const nowhere = '01J00000000000000000000000';
const ids: Readonly<Record<string, string>> = {
  drafts: `drf_${nowhere}`,
  endpoints: `ept_${nowhere}`,
  deliveries: `dlv_${nowhere}`,
  evidence: `evd_${nowhere}`,
  runs: run,
};

const pathOf = ({ path }: Operation) =>
  path.replace(/(\w+)\/\[id\]/, (_, collection: string) => `${collection}/${ids[collection] ?? nowhere}`);

/** Asks an operation as an agent would. What it names is nowhere. */
export const request = (operation: Operation, token: string, headers: Record<string, string> = {}) =>
  ask(judged, {
    path: pathOf(operation),
    method: operation.method,
    token,
    headers,
    ...(operation.method !== 'GET' && { body: operation.bodyExample }),
  });

/** What an answer was refused with, or ok. */
export function codeOf({ body }: Answered): string {
  const code = valueAt(body, 'code');
  return typeof code === 'string' ? code : 'ok';
}
