import { isObject } from '../json/read-value';
import type { Spec } from '../resource/resource-kind';
import type { Operation } from './draft';

/** The spec that applying a stored draft would leave: none after a delete, and none of a row that holds no spec at all. */
export const specAfter = (draft: { operation: Operation; proposedSpec: unknown }): Spec | null =>
  draft.operation === 'delete' || !isObject(draft.proposedSpec) ? null : draft.proposedSpec;
