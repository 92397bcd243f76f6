import { visible } from '../text/visible';
import type { Draft, Operation } from './draft';

/** Another pending draft of the same resource. */
export type Twin = Pick<Draft, 'id' | 'operation' | 'proposedSpecDigest'>;

const verbs = { create: 'create', update: 'change', delete: 'remove' } satisfies Record<Operation, string>;

/** What a twin wants, to follow its name: `also wants to change orders-webhook`. */
export function twinWords(
  twin: Twin,
  own: Pick<Draft, 'resourceName' | 'proposedSpecDigest' | 'operation'>,
): string {
  const what = `also wants to ${verbs[twin.operation]} ${visible(own.resourceName)}`;
  const same = twin.proposedSpecDigest === own.proposedSpecDigest && twin.operation === own.operation;
  return same ? `${what}, with exactly the same spec` : what;
}
