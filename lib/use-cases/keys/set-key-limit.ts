import { findKey } from '@/db/queries/keys';
import { withTenantRead } from '@/db/tenant';
import type { System } from '@/lib/domain/actor';
import type { Result } from '@/lib/domain/refusal';
import { type KeyActed, noSuchKey } from './act-on-key';
import { changeKey } from './change-key';

/** What is left out stays as it is. */
export type KeyLimits = {
  /** How many of its drafts may wait at once. Those that wait already stay. */
  max_pending_drafts?: number | undefined;
  /** What its refused requests may weigh in a minute before it is paused. */
  refusals_per_min?: number | undefined;
};

/** Changes limits of a key as it is now, for the operator at the terminal: a change of its terms like any other. */
export async function setKeyLimit(
  operator: System,
  keyId: string,
  limits: KeyLimits,
): Promise<Result<KeyActed>> {
  const key = await withTenantRead(operator, (tx) => findKey(tx, keyId));
  if (key === null) return noSuchKey();
  return changeKey(operator, keyId, { revision: key.revision, ...limits }, null);
}
