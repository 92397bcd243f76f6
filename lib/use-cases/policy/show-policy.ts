import { liveKeyNames } from '@/db/queries/keys';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { listRules, type ShownPolicy } from './list-rules';

/** A key of the tenant that a rule can name. */
export type KeyName = { id: string; name: string };

/** The policy as its page shows it: the rules, and the keys by name. */
export async function showPolicy(human: Human): Promise<ShownPolicy & { keys: readonly KeyName[] }> {
  const [policy, keys] = await Promise.all([
    listRules(human),
    withTenantRead(human, (tx) => liveKeyNames(tx, now())),
  ]);
  return { ...policy, keys };
}
